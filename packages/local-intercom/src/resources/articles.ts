import type { Json } from "../json.ts";
import {
  add,
  creates,
  deletes,
  fillFrom,
  lists,
  reads,
  updates,
  type Kind,
  type Resource,
} from "../operations/kind.ts";
import type { Handler } from "../operations/call.ts";
import { highlights, matches } from "../operations/highlights.ts";
import { numberedPage } from "../operations/paging.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

export const ARTICLES: Kind = { name: "articles", singular: "article", parameter: "article_id" };

export const articleResource: Resource = {
  operations: {
    createArticle: creates(ARTICLES, createArticle),
    retrieveArticle: reads(ARTICLES),
    updateArticle: updates(ARTICLES, ({ body }, call) => changed(body, call.body)),
    deleteArticle: deletes(ARTICLES, "article"),
    listArticles: lists(ARTICLES),
    searchArticles: search(),
  },
  fill: (workspace) => fillFrom(workspace, ARTICLES, { retrieveArticle: "", listArticles: "data" }),
};

export function createArticle(workspace: Workspace, sent: Json, createdAt = workspace.seconds): Item {
  const id = workspace.ids.number();
  const blank = { id, workspace_id: workspace.id, state: "draft", parent_ids: [], default_locale: "en" };
  return add(workspace, ARTICLES, changed(blank, sent), { id, createdAt });
}

/** An article's body after a request's values were put into it: only what is published has a URL. */
function changed(body: Json, { parent_id: given, ...sent }: Json): Json {
  const next: Json = { ...body, ...sent };
  const parent = given === undefined ? {} : { parent_id: Number(given), parent_ids: [Number(given)] };
  const url =
    next["state"] === "published" ? `https://help.example.com/en/articles/${String(next["id"])}` : null;
  return { ...next, ...parent, url };
}

function search(): Handler {
  return (call) => {
    const { query, workspace } = call;
    const [phrase, state] = [query.get("phrase") ?? "", query.get("state") ?? "all"];
    const all = workspace
      .of(ARTICLES)
      .newestFirst()
      .filter(({ body }) => (state === "all" || body["state"] === state) && matches(body, phrase));
    const { items, total, pages } = numberedPage(call, all);
    const shown = query.get("highlight") === "true" ? items.map(({ body }) => highlights(body, phrase)) : [];
    const found = items.map(({ body }) => body);
    return { type: "list", total_count: total, data: { articles: found, highlights: shown }, pages };
  };
}
