import type { Lists } from "@intercom-openapi/types-2.12";
import { expect, test } from "vitest";
import { paginate } from "../src/index.ts";
import { connect } from "./support/client.ts";
import { items } from "./support/lists.ts";
import { json, serve } from "./support/serve.ts";

/** Where the items of every list are. The types see to it that none is missing. */
const AT = {
  GET: {
    "/admins": "admins",
    "/admins/activity_logs": "activity_logs",
    "/ai/content_import_sources": "data",
    "/ai/external_pages": "data",
    "/articles": "data",
    "/articles/search": "data.articles",
    "/companies": "data",
    "/companies/scroll": "data",
    "/companies/{company_id}/contacts": "data",
    "/companies/{company_id}/segments": "data",
    "/contacts": "data",
    "/contacts/{contact_id}/companies": "data",
    "/contacts/{contact_id}/notes": "data",
    "/contacts/{contact_id}/segments": "data",
    "/contacts/{contact_id}/subscriptions": "data",
    "/contacts/{contact_id}/tags": "data",
    "/conversations": "conversations",
    "/data_attributes": "data",
    "/events": "events",
    "/help_center/collections": "data",
    "/help_center/help_centers": "data",
    "/news/news_items": "data",
    "/news/newsfeeds": "data",
    "/news/newsfeeds/{newsfeed_id}/items": "data",
    "/segments": "segments",
    "/subscription_types": "data",
    "/tags": "data",
    "/teams": "teams",
    "/ticket_states": "data",
    "/ticket_types": "data",
  } satisfies Record<keyof Lists["GET"], string>,
  POST: {
    "/companies/list": "data",
    "/contacts/search": "data",
    "/conversations/search": "conversations",
    "/tickets/search": "tickets",
  } satisfies Record<keyof Lists["POST"], string>,
};

const OPERATIONS = Object.entries(AT).flatMap(([method, paths]) =>
  Object.entries(paths).map(([path, at]) => [method, path, at] as const),
);

test.each(OPERATIONS)("%s %s: items under %s", async (method, path, at) => {
  const [one] = items(1);
  const scroll = path.endsWith("scroll");
  const { url, seen } = await serve((answer, _, count) => {
    const data = count === 1 ? [one] : [];
    const list =
      at === "data.articles" ? { data: { highlights: [{ id: "x" }], articles: data } } : { [at]: data };
    json(answer, 200, { type: "list", ...(scroll && { scroll_param: "token" }), ...list });
  });
  const params = { path: { company_id: "1", contact_id: "1", newsfeed_id: "1" } };
  // any of them, so none in particular
  const list = paginate(
    connect(url),
    method as "GET",
    path as "/tags",
    { params, ...(method === "POST" && { body: {} }) } as object,
  );
  expect(await list.toArray()).toEqual([one]);
  expect(seen).toHaveLength(scroll ? 2 : 1);
});
