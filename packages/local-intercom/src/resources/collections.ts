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
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

const COLLECTIONS: Kind = { name: "collections", singular: "collection", parameter: "collection_id" };

export const collectionResource: Resource = {
  operations: {
    createCollection: creates(COLLECTIONS, createCollection),
    retrieveCollection: reads(COLLECTIONS),
    updateCollection: updates(COLLECTIONS),
    deleteCollection: deletes(COLLECTIONS, "collection"),
    listAllCollections: lists(COLLECTIONS),
  },
  fill: (workspace) =>
    fillFrom(workspace, COLLECTIONS, { retrieveCollection: "", listAllCollections: "data" }),
};

export function createCollection(workspace: Workspace, sent: Json, createdAt = workspace.seconds): Item {
  const id = workspace.ids.number();
  const blank = {
    workspace_id: workspace.id,
    order: workspace.of(COLLECTIONS).all().length,
    default_locale: "en",
    url: `https://help.example.com/en/collections/${id}`,
  };
  return add(workspace, COLLECTIONS, { ...blank, ...sent }, { id, createdAt });
}
