/**
 * Goes through contacts, page by page, and goes on where an earlier run ended.
 *
 *     INTERCOM_TOKEN=… npx tsx paginate.ts
 */
import { createIntercomClient, paginate } from "@intercom-openapi/client";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL,
});

// item by item: the next page is fetched when this one is through
for await (const contact of paginate(intercom, "GET", "/contacts", { maxItems: 3 })) {
  console.log(contact.email);
}

// page by page: save the cursor once a page is dealt with
let saved: string | undefined;
const params = { query: { per_page: 50 } };
for await (const page of paginate(intercom, "GET", "/contacts", { params, maxItems: 100 }).pages()) {
  console.log(`${page.items.length} of ${page.data.total_count}`);
  saved = page.cursor;
}

// later, perhaps in another process
if (saved) {
  const rest = await paginate(intercom, "GET", "/contacts", { params, startingAfter: saved }).toArray();
  console.log(`${rest.length} more`);
}
