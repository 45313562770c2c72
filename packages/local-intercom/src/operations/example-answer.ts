import type { Answer } from "../http.ts";
import { isJson } from "../json.ts";
import type { Call } from "./call.ts";
import { decodeCursor } from "./paging.ts";

/** The description's example: of a list the page that was asked for, its link naming the host that was asked. */
export function example({ api, entry, query, url }: Call): Answer {
  const cursor = query.get("starting_after");
  const page = cursor === null ? Number(query.get("page") ?? 1) : decodeCursor(cursor, "starting_after").page;
  const answer = api.success(entry, page);
  const { body } = answer;
  if (!isJson(body) || !isJson(body["pages"]) || typeof body["pages"]["next"] !== "string") return answer;
  const { pathname, search } = new URL(body["pages"]["next"]);
  return { ...answer, body: { ...body, pages: { ...body["pages"], next: url.origin + pathname + search } } };
}
