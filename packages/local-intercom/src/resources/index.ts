// How to add a resource: one file here, which knows no version. All of it is there: its operations, how one is made,
// changed and shown, what the examples and a seed (seed.ts) put in. An operation on two of them stands with the one that
// it answers with.
//
// 1. A `Kind` names it: the collection in the store (add the name to `ResourceName` in options.ts), the word in refusals,
//    the parameter of the path. `workspace.of(KIND)` is its collection; it is there once somebody asks for it.
// 2. A `Resource` has the operations by operationId, of all versions. `creates`, `reads`, `updates`, `deletes` and `lists`
//    of operations/kind.ts and `searches` of search/query.ts make the usual ones; any other is a function from a `Call` to
//    the body of the described success. `found`, `missing`, `invalid`, `unfit` and `unprocessable` refuse; a
//    `StateRefusal` is for what the workspace holds or lacks.
// 3. A body keeps everything that any version shows, under the name that the version has for it. What a version does not
//    declare is left out of its answers, and what it requires besides is null or empty (description/view.ts). Where two
//    versions have one name for two forms, `show` gives `either(one form, the other)`. What depends on other resources
//    is made in `show`, not kept.
// 4. Bodies are replaced by `workspace.of(KIND).change(item, body)` and never written into: so `changes` tells of it. What
//    belongs to two things is a `Relation`; `remember` keeps a list until something is written.
// 5. `fill` puts in what the examples show; with `isGiven` also into an empty workspace. Add it to RESOURCES below.
//
// Models: articles.ts (by itself), notes.ts (belongs to a contact), tags.ts (put on others), tickets.ts (forms that differ).
import type { Handler } from "../operations/call.ts";
import type { Resource } from "../operations/kind.ts";
import type { Workspace } from "../store/workspace.ts";
import { adminResource } from "./admins.ts";
import { contentImportSourceResource, externalPageResource } from "./ai-content.ts";
import { articleResource } from "./articles.ts";
import { collectionResource, helpCenterResource } from "./help-center.ts";
import { companyResource } from "./companies.ts";
import { contactResource } from "./contacts.ts";
import { conversationPartResource } from "./conversation-parts.ts";
import { conversationResource } from "./conversations.ts";
import { dataAttributeResource } from "./data-attributes.ts";
import { eventResource } from "./events.ts";
import { exportResource } from "./exports.ts";
import { messageResource } from "./messages.ts";
import { newsfeedResource, newsItemResource } from "./news.ts";
import { noteResource } from "./notes.ts";
import { segmentResource } from "./segments.ts";
import { subscriptionResource } from "./subscriptions.ts";
import { tagResource } from "./tags.ts";
import { ticketTypeResource } from "./ticket-types.ts";
import { ticketResource } from "./tickets.ts";
import { visitorResource } from "./visitors.ts";

/** In the order in which they are filled: what others refer to comes first. */
const RESOURCES: readonly Resource[] = [
  adminResource,
  segmentResource,
  subscriptionResource,
  dataAttributeResource,
  tagResource,
  companyResource,
  contactResource,
  visitorResource,
  noteResource,
  conversationResource,
  conversationPartResource,
  messageResource,
  ticketTypeResource,
  ticketResource,
  helpCenterResource,
  articleResource,
  collectionResource,
  newsfeedResource,
  newsItemResource,
  contentImportSourceResource,
  externalPageResource,
  eventResource,
  exportResource,
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
