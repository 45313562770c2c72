/**
 * Creates a contact or updates the one that is there, from as many places at once as you like.
 *
 *     INTERCOM_TOKEN=… npx tsx upsert-contact.ts user-4821
 */
import { createIntercomClient, upsertContact } from "@intercom-openapi/client";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL,
});

const [, , external_id = "user-4821"] = process.argv;
const names = ["Mira", "Mira Okafor", "Dr Mira Okafor"];
const results = await Promise.all(names.map((name) => upsertContact(intercom, { external_id, name })));

const created = results.filter((result) => result.created);
const ids = new Set(results.map(({ contact }) => contact.id));
console.log(`${created.length} created, ${results.length - created.length} updated, ${ids.size} contact`);
