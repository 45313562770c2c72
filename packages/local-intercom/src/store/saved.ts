import type { Item } from "./item.ts";
import { FORM, type SavedWorkspace } from "./saved-form.ts";
import type { Workspace } from "./workspace.ts";

/** A copy that nothing changes any more. */
export function save(workspace: Workspace): SavedWorkspace {
  const { parts, eventKeys, seeded, ids } = workspace;
  return structuredClone({
    localIntercom: FORM,
    collections: Object.fromEntries(parts.collections.map((one) => [one.name, [...one.values()]])),
    relations: Object.fromEntries(parts.relations.map((one) => [one.name, [...one.pairs()]])),
    eventKeys: [...eventKeys],
    seeded: Object.fromEntries(seeded),
    ids: ids.counts(),
  });
}

/** Puts in what was saved, in place of what a workspace is given at the start. What only newer releases are given stays. */
export function restore(workspace: Workspace, saved: SavedWorkspace): void {
  const { collections, relations, eventKeys, seeded, ids } = structuredClone(saved);
  for (const [name, items] of Object.entries(collections)) {
    const collection = name === workspace.contacts.name ? workspace.contacts : workspace.of({ name });
    for (const { id } of collection.all()) collection.delete(id);
    for (const item of items) (collection as { add(item: Item): void }).add(item);
  }
  for (const relation of workspace.parts.relations) {
    const pairs = relations[relation.name];
    if (!pairs) continue;
    for (const [from, to] of Array.from(relation.pairs())) relation.unlink(from, to);
    for (const [from, to, data] of pairs) relation.link(from, to, data);
  }
  for (const key of eventKeys) workspace.eventKeys.add(key);
  for (const [name, count] of Object.entries(seeded)) workspace.seeded.set(name, count);
  workspace.ids.goOnFrom(ids);
}
