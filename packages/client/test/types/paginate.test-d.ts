import type { Company, Contact, Endpoints, Lists, Note } from "@intercom-openapi/types-2.12";
import type { Lists as Lists211 } from "@intercom-openapi/types-2.11";
import { expectTypeOf } from "vitest";
import { createIntercomClient, paginate, type Page, type Pagination } from "../../src/index.js";

const token = "secret";
const newer = createIntercomClient({ version: "2.12", token });
const older = createIntercomClient({ version: "2.11", token });
const path = { contact_id: "66f1a2b3c4d5e6f708192a3b" };
const search = { query: { field: "role", operator: "=", value: "user" } } as const;

/** The items' type. */
function itemsOf<Item>(list: Pagination<Item>): Item {
  return list as never;
}

// the items are those of the operation, of every style
expectTypeOf(itemsOf(paginate(newer, "GET", "/contacts"))).toEqualTypeOf<Contact>();
expectTypeOf(itemsOf(paginate(newer, "POST", "/contacts/search", { body: search }))).toEqualTypeOf<Contact>();
expectTypeOf(itemsOf(paginate(newer, "GET", "/companies/scroll"))).toEqualTypeOf<Company>();
expectTypeOf(itemsOf(paginate(newer, "POST", "/companies/list"))).toEqualTypeOf<Company>();
expectTypeOf(
  itemsOf(paginate(newer, "GET", "/contacts/{contact_id}/notes", { params: { path } })),
).toEqualTypeOf<Note>();
expectTypeOf(itemsOf(paginate(newer, "GET", "/teams"))).toEqualTypeOf<Lists["GET"]["/teams"]>();
expectTypeOf(itemsOf(paginate(newer, "GET", "/teams"))).not.toBeAny();
expectTypeOf(
  itemsOf(paginate(newer, "GET", "/articles/search", { params: { query: { phrase: "refund" } } })),
).toHaveProperty("title");
expectTypeOf(
  itemsOf(paginate(newer, "GET", "/events", { params: { query: { type: "user", user_id: "25" } } })),
).toEqualTypeOf<Lists["GET"]["/events"]>();

// and of the client's version
expectTypeOf(itemsOf(paginate(newer, "POST", "/tickets/search", { body: search }))).toEqualTypeOf<
  Lists["POST"]["/tickets/search"]
>();
expectTypeOf(itemsOf(paginate(older, "POST", "/tickets/search", { body: search }))).toEqualTypeOf<
  Lists211["POST"]["/tickets/search"]
>();
expectTypeOf<Lists["POST"]["/tickets/search"]>().not.toEqualTypeOf<Lists211["POST"]["/tickets/search"]>();
paginate(newer, "GET", "/ticket_states");
// @ts-expect-error 2.11 does not have it
paginate(older, "GET", "/ticket_states");

// an operation that is no list
// @ts-expect-error one contact
paginate(newer, "GET", "/contacts/{contact_id}", { params: { path } });
// @ts-expect-error this one creates a contact
paginate(newer, "POST", "/contacts", { body: { role: "user" } });
// @ts-expect-error a list, but of another method
paginate(newer, "POST", "/tags");
// @ts-expect-error no list has this method
paginate(newer, "DELETE", "/contacts/{contact_id}", { params: { path } });

// what the operation needs
// @ts-expect-error the path parameter is missing
paginate(newer, "GET", "/contacts/{contact_id}/notes");
// @ts-expect-error the path parameter has another name
paginate(newer, "GET", "/contacts/{contact_id}/notes", { params: { path: { id: "1" } } });
// @ts-expect-error the body is missing
paginate(newer, "POST", "/contacts/search");
// @ts-expect-error the required query is missing
paginate(newer, "GET", "/admins/activity_logs");
// @ts-expect-error no such query parameter
paginate(newer, "GET", "/contacts", { params: { query: { limit: 5 } } });

// the options
const signal = AbortSignal.timeout(1);
paginate(newer, "GET", "/contacts", { params: { query: { per_page: 150 } }, signal, timeoutMs: 5_000 });
paginate(newer, "GET", "/contacts", { maxItems: 10, startingAfter: "saved", prefetch: 1 });
paginate(newer, "GET", "/companies/scroll", { startingAfter: undefined, scrollWaitMs: 1_000 });
// @ts-expect-error a misspelt option
paginate(newer, "GET", "/contacts", { maxItem: 10 });
// @ts-expect-error one page ahead at most
paginate(newer, "GET", "/contacts", { prefetch: 2 });
// @ts-expect-error pages are read as JSON
paginate(newer, "GET", "/contacts", { parseAs: "text" });

export async function iterations() {
  for await (const contact of paginate(newer, "GET", "/contacts")) {
    expectTypeOf(contact).toEqualTypeOf<Contact>();
  }
  for await (const page of paginate(newer, "GET", "/contacts").pages()) {
    expectTypeOf(page).toEqualTypeOf<Page<Contact, Endpoints["GET"]["/contacts"]["data"]>>();
    expectTypeOf(page.items).toEqualTypeOf<Contact[]>();
    expectTypeOf(page.cursor).toEqualTypeOf<string | undefined>();
    expectTypeOf(page.response).toEqualTypeOf<Response>();
    expectTypeOf(page.data.total_count).toEqualTypeOf<number>();
  }
  const some = await paginate(newer, "GET", "/contacts").toArray({ maxItems: 5 });
  expectTypeOf(some).toEqualTypeOf<Contact[]>();
  // @ts-expect-error the other options are the list's
  await paginate(newer, "GET", "/contacts").toArray({ prefetch: 1 });
}
