/**
 * Reads all companies, however many: the scroll has no end at 10,000, as the list has.
 *
 *     INTERCOM_TOKEN=… npx tsx scroll-companies.ts
 */
import { createIntercomClient, paginate } from "@intercom-openapi/client";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL,
});

// a scroll that is not asked for a minute expires: collect first, work afterwards
const companies = await paginate(intercom, "GET", "/companies/scroll").toArray();
console.log(`${companies.length} companies`);

const byName = companies.toSorted((a, b) => (a.name ?? "").localeCompare(b.name ?? "", "en"));
for (const { name, company_id } of byName.slice(0, 3)) console.log(`${name} (${company_id})`);
