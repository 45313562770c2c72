import type { Handler } from "../operations/call.ts";
import type { Resource } from "../operations/kind.ts";
import type { Workspace } from "../store/workspace.ts";
import { articles } from "./articles.ts";
import { collections } from "./collections.ts";
import { companies } from "./companies.ts";
import { contacts } from "./contacts.ts";
import { conversations } from "./conversations.ts";
import { events } from "./events.ts";
import { exports } from "./exports.ts";
import { notes } from "./notes.ts";
import { searches } from "./searches.ts";
import { tags } from "./tags.ts";
import { tickets } from "./tickets.ts";

/** In the order in which they are filled: what others refer to comes first. */
const RESOURCES: readonly Resource[] = [
  tags,
  companies,
  contacts,
  notes,
  conversations,
  tickets,
  articles,
  collections,
  events,
  exports,
  searches,
];

/** By operationId; what is not here answers with its example. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  RESOURCES.flatMap(({ operations }) => Object.entries(operations)),
);

/** Puts in what a workspace has from the start: the objects of the examples, or only what nothing can make. */
export function fill(workspace: Workspace): void {
  const isFull = workspace.settings.state === "examples";
  for (const resource of RESOURCES) if (isFull || resource.isGiven) resource.fill?.(workspace);
}
