// A resource is one file: a `Kind`, which names it, and a `Resource`, which has what its operations do and what there is
// of it from the start. notes.ts, articles.ts and tags.ts are models: of one that belongs to another, of one by itself, of
// one that is put on others. README.md says how to add one.
import type { Handler } from "../operations/call.ts";
import type { Resource } from "../operations/kind.ts";
import type { Workspace } from "../store/workspace.ts";
import { articleResource } from "./articles.ts";
import { collectionResource } from "./collections.ts";
import { companyResource } from "./companies.ts";
import { contactResource } from "./contacts.ts";
import { conversationResource } from "./conversations.ts";
import { eventResource } from "./events.ts";
import { exportResource } from "./exports.ts";
import { noteResource } from "./notes.ts";
import { searchResource } from "./searches.ts";
import { tagResource } from "./tags.ts";
import { ticketResource } from "./tickets.ts";

/** In the order in which they are filled: what others refer to comes first. */
const RESOURCES: readonly Resource[] = [
  tagResource,
  companyResource,
  contactResource,
  noteResource,
  conversationResource,
  ticketResource,
  articleResource,
  collectionResource,
  eventResource,
  exportResource,
  searchResource,
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
