import { objectsAt, text, type Json } from "../json.ts";
import type { Workspace } from "./workspace.ts";

// What a workspace always has: the admins, teams, ticket types and states of the examples.

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

export function ticketTypes(workspace: Workspace): Json[] {
  return listed(workspace, "listTicketTypes", "data");
}

/** The states of tickets, as a ticket shows its own. */
export function ticketStates(workspace: Workspace): Json[] {
  return listed(workspace, "listTicketStates", "data").map(
    ({ type, id, category, internal_label, external_label }) => ({
      type,
      id,
      category,
      internal_label,
      external_label,
    }),
  );
}

/** The first state of a category: a workspace may have several. */
export function stateOf(workspace: Workspace, category: string): Json {
  const known = ticketStates(workspace).find((state) => state["category"] === category);
  if (!known) throw new Error(`The examples have no ticket state ${category}`);
  return known;
}

function listed(workspace: Workspace, operationId: string, items: string): Json[] {
  return workspace.examples(operationId).flatMap((answer) => objectsAt(answer, items));
}

function held(workspace: Workspace, name: string): Json[] {
  return workspace
    .of({ name })
    .all()
    .map(({ body }) => body);
}
