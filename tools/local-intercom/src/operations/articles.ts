import type { Json } from "../json.ts";
import { changedArticle, createArticle, createCollection } from "../store/create-article.ts";
import type { Item } from "../store/item.ts";
import { at, found, type Call, type Handler } from "./call.ts";
import { highlights, matches } from "./highlights.ts";
import { numberedPage } from "./paging.ts";

export const articleHandlers: Record<string, Handler> = {
  createArticle: ({ workspace, body }) => createArticle(workspace, body).body,
  retrieveArticle: (call) => articleAt(call).body,

  updateArticle: (call) => {
    const article = articleAt(call);
    article.body = { ...changedArticle(article.body, call.body), updated_at: call.workspace.seconds };
    return article.body;
  },

  deleteArticle: (call) => {
    const { id } = articleAt(call);
    call.workspace.articles.delete(id);
    return { id, object: "article", deleted: true };
  },

  listArticles: (call) => {
    const { items, total, pages } = numberedPage(call, call.workspace.articles.newestFirst());
    return { type: "list", pages, total_count: total, data: items.map(listed) };
  },

  searchArticles: (call) => {
    const { query, workspace } = call;
    const [phrase, state] = [query.get("phrase") ?? "", query.get("state") ?? "all"];
    const all = workspace.articles
      .newestFirst()
      .filter(({ body }) => (state === "all" || body["state"] === state) && matches(body, phrase));
    const { items, total, pages } = numberedPage(call, all);
    const shown = query.get("highlight") === "true" ? items.map(({ body }) => highlights(body, phrase)) : [];
    const articles = items.map(({ body }) => body);
    return { type: "list", total_count: total, data: { articles, highlights: shown }, pages };
  },

  createCollection: ({ workspace, body }) => createCollection(workspace, body).body,
  retrieveCollection: (call) => collectionAt(call).body,

  updateCollection: (call) => {
    const collection = collectionAt(call);
    collection.body = { ...collection.body, ...call.body, updated_at: call.workspace.seconds };
    return collection.body;
  },

  deleteCollection: (call) => {
    const { id } = collectionAt(call);
    call.workspace.collections.delete(id);
    return { id, object: "collection", deleted: true };
  },

  listAllCollections: (call) => {
    const { items, total, pages } = numberedPage(call, call.workspace.collections.newestFirst());
    return { type: "list", pages, total_count: total, data: items.map(({ body }) => body) };
  },
};

/** Lists leave the statistics out. */
function listed({ body }: Item): Json {
  const { statistics: _, ...rest } = body;
  return rest;
}

function articleAt(call: Call): Item {
  return found(call, "article", call.workspace.articles.get(at(call, "article_id")));
}

function collectionAt(call: Call): Item {
  return found(call, "collection", call.workspace.collections.get(at(call, "collection_id")));
}
