import type { VersionApi } from "../description/version-api.ts";
import { objectsAt, text, type Json } from "../json.ts";

// What a workspace always has and no operation here changes: the admins, teams, ticket types and states of the examples.

/** Admins by id, as far as they are known. */
export function admin(api: VersionApi, id: unknown): Json | undefined {
  return admins(api).find((one) => one["id"] === text(id));
}

export function admins(api: VersionApi): Json[] {
  return listed(api, "listAdmins", "admins");
}

export function teams(api: VersionApi): Json[] {
  return listed(api, "listTeams", "teams");
}

export function ticketTypes(api: VersionApi): Json[] {
  return listed(api, "listTicketTypes", "data");
}

/** The states of tickets, as a ticket shows its own. */
export function ticketStates(api: VersionApi): Json[] {
  return listed(api, "listTicketStates", "data").map(
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
export function stateOf(api: VersionApi, category: string): Json {
  const known = ticketStates(api).find((state) => state["category"] === category);
  if (!known) throw new Error(`The examples have no ticket state ${category}`);
  return known;
}

function listed(api: VersionApi, operationId: string, items: string): Json[] {
  return api.examples(operationId).flatMap((answer) => objectsAt(answer, items));
}
