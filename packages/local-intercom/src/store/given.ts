import { text, type Json } from "../json.ts";
import type { Workspace } from "./workspace.ts";

// What a workspace always has and no operation here changes: the admins and teams of the examples.

/** The admin with this id, as far as it is known; the first one where none is asked for. */
export function adminNamed(workspace: Workspace, id: unknown): Json | undefined {
  const all = admins(workspace);
  return id === undefined ? all[0] : all.find((one) => one["id"] === text(id));
}

export function admins(workspace: Workspace): Json[] {
  return held(workspace, "admins");
}

export function teams(workspace: Workspace): Json[] {
  return held(workspace, "teams");
}

function held(workspace: Workspace, name: string): Json[] {
  return workspace
    .of({ name })
    .all()
    .map(({ body }) => body);
}
