import type { Json } from "../json.ts";
import type { Contact } from "./item.ts";

/** How many of its tags, notes or companies a contact carries along; the rest is behind their `url`. */
const EMBEDDED = 10;

/** The first of a contact's tags, notes and so on, and where all of them are. */
export function addressable(type: string, path: string, url: string, ids: readonly string[]): Json {
  return {
    type: "list",
    data: ids.slice(0, EMBEDDED).map((id) => ({ type, id, url: `/${path}/${id}` })),
    url,
    total_count: ids.length,
    has_more: ids.length > EMBEDDED,
  };
}

/** A contact as its conversations and tickets name it. */
export function contactReference({ id, body }: Contact): Json {
  return { type: "contact", id, external_id: body["external_id"] ?? null };
}
