import { objectsAt, text, type Json } from "../json.ts";
import { unfit, unprocessable, type Call } from "../operations/call.ts";
import {
  add,
  creates,
  deletes,
  fillFrom,
  lists,
  named,
  reads,
  updates,
  type Kind,
  type Resource,
} from "../operations/kind.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { adminNamed } from "./admins.ts";

const NEWSFEEDS: Kind = { name: "newsfeeds", singular: "newsfeed", parameter: "newsfeed_id" };
const NEWS_ITEMS: Kind = { name: "news_items", singular: "news_item", parameter: "news_item_id" };

/** Made in Intercom itself only, so that every workspace has some. */
export const newsfeedResource: Resource = {
  operations: {
    listNewsfeeds: lists(NEWSFEEDS),
    retrieveNewsfeed: reads(NEWSFEEDS),
    listLiveNewsfeedItems: lists(NEWS_ITEMS, liveItems),
  },
  isGiven: true,
  fill: (workspace) => fillFrom(workspace, NEWSFEEDS, { retrieveNewsfeed: "", listNewsfeeds: "data" }),
};

export const newsItemResource: Resource = {
  operations: {
    listNewsItems: lists(NEWS_ITEMS),
    createNewsItem: creates(NEWS_ITEMS, createNewsItem),
    retrieveNewsItem: reads(NEWS_ITEMS),
    updateNewsItem: updates(NEWS_ITEMS, ({ body }, { workspace, body: sent }) =>
      checked(workspace, { ...body, ...sent }),
    ),
    deleteNewsItem: deletes(NEWS_ITEMS, "news-item"),
  },
  fill: (workspace) => fillFrom(workspace, NEWS_ITEMS, { retrieveNewsItem: "", listNewsItems: "data" }),
};

function createNewsItem(workspace: Workspace, sent: Json): Item {
  const blank = {
    type: "news-item",
    workspace_id: workspace.id,
    body: "",
    state: "draft",
    newsfeed_assignments: [],
    labels: [],
    cover_image_url: null,
    reactions: [],
    deliver_silently: false,
  };
  return add(workspace, NEWS_ITEMS, checked(workspace, { ...blank, ...sent }));
}

/** A news item's body as it would be, refused where the workspace has no such sender or newsfeed. */
function checked(workspace: Workspace, body: Json): Json {
  if (!adminNamed(workspace, body["sender_id"])) {
    throw unfit("sender_id", "There is no admin with this id to send the news item");
  }
  for (const { newsfeed_id, published_at } of assignmentsOf(body)) {
    if (!workspace.of(NEWSFEEDS).get(text(newsfeed_id) ?? "")) {
      throw unfit("newsfeed_assignments", `There is no newsfeed ${String(newsfeed_id)}`);
    }
    // a draft's dates count for nothing
    if (body["state"] === "live" && Number(published_at) > workspace.seconds) {
      throw unprocessable("`published_at` cannot lie in the future");
    }
  }
  return body;
}

/** The live items of the newsfeed that the path names, by the time when they were published in it, the latest first. */
function liveItems(call: Call): readonly Item[] {
  const { workspace } = call;
  const { id } = named(call, NEWSFEEDS);
  const published = ({ body }: Item) =>
    assignmentsOf(body).find(({ newsfeed_id }) => text(newsfeed_id) === id)?.["published_at"];
  return workspace
    .of(NEWS_ITEMS)
    .newestFirst()
    .filter((item) => item.body["state"] === "live" && published(item) !== undefined)
    .toSorted((a, b) => Number(published(b)) - Number(published(a)));
}

function assignmentsOf(body: Json): Json[] {
  return objectsAt(body, "newsfeed_assignments");
}
