import { isJson, type Json } from "../json.ts";
import type { Applied, Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

export function createTag(workspace: Workspace, name: string, id = workspace.ids.number()): Item {
  const body = { type: "tag", id, name };
  return workspace.tags.add({ id, createdAt: workspace.seconds, body });
}

/** Puts a tag on something as an example shows it there. */
export function applyShownTag(
  workspace: Workspace,
  id: string,
  { id: given, name, applied_at, applied_by }: Json,
): void {
  const tag = workspace.tags.get(String(given)) ?? createTag(workspace, String(name), String(given));
  const applied = typeof applied_at === "number" && isJson(applied_by);
  workspace.tagged.link(id, tag.id, applied ? ({ applied_at, applied_by } as unknown as Applied) : null);
}
