import type { Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

export function createTag(workspace: Workspace, name: string, id = workspace.ids.number()): Item {
  const body = { ...workspace.blank("tag_basic"), type: "tag", id, name };
  return workspace.tags.add({ id, createdAt: workspace.seconds, body });
}
