import { objectsAt, text, type Json } from "../json.ts";
import type { Workspace } from "./workspace.ts";

// What a workspace always has and no operation here changes: the admins and teams of the examples.

/** The admin with this id, as far as it is known; the first one where none is asked for. */
export function adminNamed(workspace: Workspace, id: unknown): Json | undefined {
  const all = admins(workspace);
  return id === undefined ? all[0] : all.find((one) => one["id"] === text(id));
}

export function admins(workspace: Workspace): Json[] {
  return listed(workspace, "listAdmins", "admins");
}

export function teams(workspace: Workspace): Json[] {
  return listed(workspace, "listTeams", "teams");
}

function listed(workspace: Workspace, operationId: string, items: string): Json[] {
  return workspace.examples(operationId).flatMap((answer) => objectsAt(answer, items));
}
