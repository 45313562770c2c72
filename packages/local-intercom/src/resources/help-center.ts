import { text, type Json } from "../json.ts";
import { unfit, unprocessable } from "../operations/call.ts";
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
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { ARTICLES } from "./articles.ts";
import { translated, withTranslations, type Translations } from "./translations.ts";

const TRANSLATIONS: Translations = {
  type: "group_translated_content",
  contentType: "group_content",
  properties: ["name", "description"],
};

const COLLECTIONS: Kind = {
  name: "collections",
  singular: "collection",
  parameter: "collection_id",
  show: ({ body }) => withTranslations(TRANSLATIONS, body),
};

const HELP_CENTERS: Kind = { name: "help_centers", singular: "help_center", parameter: "help_center_id" };

/** Made in Intercom itself only, so that every workspace has some. */
export const helpCenterResource: Resource = {
  operations: {
    listHelpCenters: lists(HELP_CENTERS),
    retrieveHelpCenter: reads(HELP_CENTERS),
  },
  isGiven: true,
  fill: (workspace) => fillFrom(workspace, HELP_CENTERS, { retrieveHelpCenter: "", listHelpCenters: "data" }),
};

export const collectionResource: Resource = {
  operations: {
    createCollection: creates(COLLECTIONS, createCollection),
    retrieveCollection: reads(COLLECTIONS),
    updateCollection: updates(COLLECTIONS, ({ id, body }, { workspace, body: sent }) => {
      if (text(sent["parent_id"]) !== undefined) checkParent(workspace, id, sent["parent_id"]);
      return translated(TRANSLATIONS, body, sent);
    }),
    deleteCollection: deletes(COLLECTIONS, "collection", emptyOut),
    listAllCollections: lists(COLLECTIONS),
  },
  fill: (workspace) =>
    fillFrom(workspace, COLLECTIONS, { retrieveCollection: "", listAllCollections: "data" }),
};

export function createCollection(workspace: Workspace, sent: Json, createdAt = workspace.seconds): Item {
  const id = workspace.ids.number();
  const { parent_id = null, help_center_id = null } = sent;
  if (parent_id !== null) checkParent(workspace, id, parent_id);
  const center = help_center_id ?? (parent_id === null ? defaultHelpCenter(workspace) : null);
  const blank = {
    workspace_id: workspace.id,
    order: workspace.of(COLLECTIONS).all().length,
    url: `https://help.example.com/en/collections/${id}`,
  };
  const own = { ...sent, parent_id, help_center_id: knownHelpCenter(workspace, center) };
  return add(workspace, COLLECTIONS, translated(TRANSLATIONS, blank, own), { id, createdAt });
}

function defaultHelpCenter(workspace: Workspace): unknown {
  return workspace.of(HELP_CENTERS).all()[0]?.id ?? null;
}

function knownHelpCenter(workspace: Workspace, id: unknown): unknown {
  if (id !== null && !workspace.of(HELP_CENTERS).get(text(id) ?? "")) {
    throw unfit("help_center_id", "There is no Help Center with this id");
  }
  return id;
}

/** Refuses a parent that is not there, or that would be within its own child. */
function checkParent(workspace: Workspace, child: string, parent: unknown): void {
  const all = workspace.of(COLLECTIONS);
  let above = all.get(text(parent) ?? "");
  if (!above) throw unfit("parent_id", "There is no collection with this id");
  while (above) {
    if (above.id === child) throw unprocessable("A collection cannot be put into itself");
    above = all.get(text(above.body["parent_id"]) ?? "");
  }
}

/** What a collection held stands alone. */
function emptyOut(workspace: Workspace, id: string): void {
  const [articles, collections] = [workspace.of(ARTICLES), workspace.of(COLLECTIONS)];
  for (const article of articles.all()) {
    if (article.body["parent_type"] !== "collection" || text(article.body["parent_id"]) !== id) continue;
    articles.change(article, { ...article.body, parent_id: null, parent_ids: [], parent_type: null });
  }
  for (const collection of collections.all()) {
    if (text(collection.body["parent_id"]) !== id) continue;
    collections.change(collection, { ...collection.body, parent_id: null });
  }
}
