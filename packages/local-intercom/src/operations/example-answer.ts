import type { Answer } from "../http.ts";
import { isJson, type Json } from "../json.ts";
import type { Call } from "./call.ts";
import { decodeCursor } from "./paging.ts";

/** The description's example: of a list the page that was asked for, its link naming the host that was asked. */
export function example({ api, entry, query, url }: Call): Answer {
  const cursor = query.get("starting_after");
  const page = cursor === null ? Number(query.get("page") ?? 1) : decodeCursor(cursor, "starting_after").page;
  const answer = api.success(entry, page);
  const { body } = answer;
  if (!isJson(body) || !isJson(body["pages"])) return answer;
  const { pages } = body;
  // what asks for pages until one is empty comes to an end
  if (page > Number(pages["page"])) return { ...answer, body: emptied(body, { ...pages, page, next: null }) };
  if (typeof pages["next"] !== "string") return answer;
  const { pathname, search } = new URL(pages["next"]);
  return { ...answer, body: { ...body, pages: { ...pages, next: url.origin + pathname + search } } };
}

function emptied(body: Json, pages: Json): Json {
  const entries = Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? [] : value]);
  return { ...(Object.fromEntries(entries) as Json), pages };
}
