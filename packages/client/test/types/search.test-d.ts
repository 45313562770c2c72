import type { SearchFields } from "@intercom-openapi/types-2.12";
import { expectTypeOf } from "vitest";
import {
  createIntercomClient,
  searchFilters,
  type ApiVersion,
  type ApiVersions,
  type NestedSearchGroup,
  type Searchable,
  type SearchField,
  type SearchFilter,
  type SearchGroup,
  type SearchSort,
  type SortField,
} from "../../src/index.js";

const token = "secret";
const newer = createIntercomClient({ version: "2.12", token });
const older = createIntercomClient({ version: "2.11", token });
const date = new Date("2026-01-31");

const contacts = searchFilters(newer, "contacts");
const conversations = searchFilters(newer, "conversations");
const tickets = searchFilters(older, "tickets");

// the version comes from the client, or from a literal
expectTypeOf(searchFilters({ version: "2.12" }, "contacts")).toEqualTypeOf(contacts);
// @ts-expect-error no such version
searchFilters({ version: "2.10" }, "contacts");
// @ts-expect-error no such search
searchFilters(newer, "companies");

// every version has these
type Unsearchable = {
  [V in ApiVersion]: Exclude<"contacts" | "conversations" | "tickets", Searchable<V>>;
}[ApiVersion];
expectTypeOf<Unsearchable>().toBeNever();

// fields
contacts.where("email", "=", "mira.okafor@example.com");
contacts.where("custom_attributes.plan", "=", "pro");
conversations.where("source.author.email", "=", "mira.okafor@example.com");
tickets.where("ticket_attribute.8514185", "=", "iOS");
// @ts-expect-error a misspelt field
contacts.where("emial", "=", "mira.okafor@example.com");
// @ts-expect-error a field of another resource
contacts.where("state", "=", "open");
// @ts-expect-error tickets have attributes by id
tickets.where("custom_attributes.plan", "=", "pro");
// @ts-expect-error the name of an attribute is refused
tickets.where("ticket_attribute.priority", "=", "High");
expectTypeOf<"created_at">().toExtend<SearchField<"2.11", "conversations">>();
expectTypeOf<"emial">().not.toExtend<SearchField<"2.12", "contacts">>();

// operators
contacts.where("owner_id", ">=", 7100231);
tickets.where("created_at", ">=", date);
// @ts-expect-error contact dates take no >=
contacts.where("created_at", ">=", date);
tickets.where("updated_at", "<=", date);
conversations.where("updated_at", "<=", date);
conversations.where("statistics.last_close_at", ">=", date);
conversations.where("id", ">", "471");
// @ts-expect-error only > was seen on ids
conversations.where("id", "<", "471");
// @ts-expect-error a conversation's numbers take no <=
conversations.where("statistics.count_reopens", "<=", 3);
// @ts-expect-error tag_id takes only = and !=
contacts.where("tag_id", "IN", ["7522907"]);
// @ts-expect-error a text is not greater
contacts.where("name", ">", "M");
// @ts-expect-error a boolean contains nothing
contacts.where("has_hard_bounced", "~", "t");

// values
contacts.where("created_at", ">", date);
contacts.where("created_at", ">", 1769817600);
contacts.where("role", "=", "lead");
tickets.where("category", "IN", ["request", "task"]);
conversations.where("statistics.last_closed_by_id", "=", 7100231);
conversations.where("statistics.last_closed_by_id", "=", "7100231");
contacts.where("name", "!=", null);
contacts.where("email", "IN", ["a@example.com", "b@example.com"]);
conversations.where("admin_assignee_id", "IN", [7100231, 7100232]);
conversations.where("created_at", "IN", [date]);
// @ts-expect-error a date is not a text
contacts.where("created_at", ">", "2026-01-31");
// @ts-expect-error no such role
contacts.where("role", "=", "admin");
// @ts-expect-error what an answer calls the category finds nothing
tickets.where("category", "=", "Back-office");
// @ts-expect-error an owner is a number
contacts.where("owner_id", "=", "7100231");
// @ts-expect-error IN takes an array
contacts.where("email", "IN", "a@example.com");
// @ts-expect-error only IN and NIN take an array
contacts.where("email", "=", ["a@example.com"]);
// @ts-expect-error nothing contains null
contacts.where("name", "~", null);

// the order
expectTypeOf(contacts.sort("updated_at")).toEqualTypeOf<SearchSort<"updated_at">>();
expectTypeOf<SortField<"2.11", "contacts">>().toEqualTypeOf<"created_at" | "name" | "updated_at">();
expectTypeOf<SortField<"2.12", "conversations">>().toEqualTypeOf<"created_at" | "id" | "updated_at">();
expectTypeOf<SortField<"2.12", "tickets">>().toEqualTypeOf<"updated_at">();
conversations.sort("id", "ascending");
// @ts-expect-error nobody has seen a search sorted by it
contacts.sort("email");
// @ts-expect-error the short form is refused from 2.16 on
contacts.sort("updated_at", "desc");

// the workspace's own attributes: what each kind of value takes
contacts.where("custom_attributes.score", ">=", 7.5);
contacts.where("custom_attributes.renewed_at", ">", date);
contacts.where("custom_attributes.active", "=", true);
contacts.where("custom_attributes.plan", "IN", ["pro", "team"]);
// @ts-expect-error dates take no >=, an attribute's neither
contacts.where("custom_attributes.renewed_at", ">=", date);
// @ts-expect-error a number contains nothing
contacts.where("custom_attributes.score", "~", 7);
// @ts-expect-error texts or numbers, not both
contacts.where("custom_attributes.plan", "IN", ["pro", 7]);

// groups
const one = contacts.where("role", "=", "user");
const flat = contacts.and(one, contacts.where("tag_id", "=", "7522907"));
const nested = contacts.or(one, flat);
expectTypeOf(one).toEqualTypeOf<SearchFilter<"role", "=">>();
expectTypeOf(flat).toEqualTypeOf<SearchGroup<SearchField<"2.12", "contacts">>>();
expectTypeOf(nested).toEqualTypeOf<NestedSearchGroup<SearchField<"2.12", "contacts">>>();
// @ts-expect-error a third level
contacts.and(one, nested);
// @ts-expect-error a filter of another resource
contacts.and(one, conversations.where("state", "=", "open"));
// @ts-expect-error no filter
contacts.and("email");
// fifteen, and sixteen
contacts.or(one, one, one, one, one, one, one, one, one, one, one, one, one, one, one);
// @ts-expect-error the sixteenth
contacts.or(one, one, one, one, one, one, one, one, one, one, one, one, one, one, one, one);
// an array of any length; the number is checked when it is called
contacts.or(...["a", "b"].map((id) => contacts.where("tag_id", "=", id)));
// plain JSON inside
contacts.and(one, { field: "name", operator: "^", value: "Mira" });
// @ts-expect-error plain JSON with a misspelt field
contacts.and({ field: "nmae", operator: "^", value: "Mira" });

// what comes out is a query of every version, of every shape
type Query<V extends ApiVersion> = ApiVersions[V]["endpoints"]["POST"]["/contacts/search"]["body"]["query"];
type Refused<Given> = { [V in ApiVersion]: Given extends Query<V> ? never : V }[ApiVersion];
expectTypeOf<Refused<typeof one>>().toBeNever();
expectTypeOf<Refused<typeof flat>>().toBeNever();
expectTypeOf<Refused<typeof nested>>().toBeNever();

export async function sent() {
  await newer.POST("/contacts/search", { body: { query: nested, pagination: { per_page: 150 } } });
  await older.POST("/tickets/search", { body: { query: tickets.where("open", "=", true) } });
  await newer.POST("/contacts/search", { body: { query: nested, sort: contacts.sort("updated_at") } });
  // plain JSON stays possible, for a field that the table leaves out too
  await older.POST("/tickets/search", {
    body: { query: tickets.where("open", "=", true), sort: { field: "created_at", order: "descending" } },
  });
  await older.POST("/tickets/search", {
    // @ts-expect-error the short form is refused from 2.16 on
    body: { query: tickets.where("open", "=", true), sort: { field: "updated_at", order: "desc" } },
  });
  const query = { field: "sms_consent", operator: "=", value: true } as const;
  await newer.POST("/contacts/search", { body: { query } });
}

// the table itself
expectTypeOf<SearchFields["contacts"]["created_at"]>().toEqualTypeOf<{
  kind: "date";
  value: number;
  operators: "=" | "<" | ">";
  sorts: true;
}>();
