/**
 * Searches contacts: fields, operators and values are checked while you type.
 *
 *     INTERCOM_TOKEN=… npx tsx search-filters.ts example.com
 */
import { createIntercomClient, paginate, searchFilters } from "@intercom-openapi/client";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL,
});

const [, , domain = "example.com"] = process.argv;
const { where, and, or } = searchFilters(intercom, "contacts");
const query = and(
  where("created_at", ">", new Date("2025-12-01")), // sent in Unix seconds
  where("email_domain", "=", domain),
  or(where("role", "=", "lead"), where("external_id", "IN", ["external-1", "external-2"])),
);

const found = paginate(intercom, "POST", "/contacts/search", { body: { query }, maxItems: 5 });
for await (const contact of found) console.log(`${contact.role} ${contact.email}`);

// what comes out is the JSON that the API takes, so write it by hand where you like
console.log(JSON.stringify(query));
