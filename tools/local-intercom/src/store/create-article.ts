import type { Json } from "../json.ts";
import type { Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

export function createArticle(workspace: Workspace, sent: Json, createdAt = workspace.seconds): Item {
  const id = workspace.ids.number();
  const body = {
    ...workspace.blank("article"),
    id,
    state: "draft",
    parent_ids: [],
    created_at: createdAt,
    updated_at: createdAt,
  };
  return workspace.articles.add({
    id,
    createdAt,
    body: changedArticle(body, sent),
  });
}

/** An article's body after a request's values were put into it: only what is published has a URL. */
export function changedArticle(body: Json, sent: Json): Json {
  const { parent_id: given, ...rest } = sent;
  const next: Json = { ...body, ...rest };
  const parent = given === undefined ? {} : { parent_id: Number(given), parent_ids: [Number(given)] };
  const url =
    next["state"] === "published" ? `https://help.example.com/en/articles/${String(next["id"])}` : null;
  return { ...next, ...parent, url };
}

export function createCollection(workspace: Workspace, sent: Json, createdAt = workspace.seconds): Item {
  const id = workspace.ids.number();
  const body = {
    ...workspace.blank("collection"),
    id,
    order: workspace.collections.all().length,
    url: `https://help.example.com/en/collections/${id}`,
    created_at: createdAt,
    updated_at: createdAt,
    ...sent,
  };
  return workspace.collections.add({ id, createdAt, body });
}
