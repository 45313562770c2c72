import { isJson, objectAt, objectsAt, text, type Json } from "../json.ts";
import { createEvent } from "./create-event.ts";
import { createTag } from "./create-tag.ts";
import type { Applied } from "./item.ts";
import type { Workspace } from "./workspace.ts";

/** Puts the objects of the descriptions' examples into a workspace, the way they refer to one another. */
export function fillFromExamples(workspace: Workspace): void {
  const place = (body: Json) => ({
    id: String(body["id"]),
    createdAt: Number(body["created_at"] ?? 0),
  });

  for (const body of shown(workspace, ["listTags"], "data")) {
    createTag(workspace, String(body["name"]), String(body["id"]));
  }
  for (const body of shown(workspace, ["RetrieveACompanyById", "listAllCompanies"], "data")) {
    const company = workspace.companies.add({ ...place(body), body });
    for (const tag of objectsAt(objectAt(body, "tags"), "tags")) applyTag(workspace, company.id, tag);
  }
  for (const body of shown(
    workspace,
    ["ShowContact", "ListContacts", "SearchContacts", "ListAttachedContacts"],
    "data",
  )) {
    const { id } = workspace.contacts.add({ ...place(body), body, archived: false, searchableFrom: 0 });
    for (const company of objectsAt(objectAt(body, "companies"), "data")) {
      workspace.memberships.link(id, String(company["id"]), null);
    }
    for (const tag of objectsAt(objectAt(body, "tags"), "data")) {
      workspace.tagged.link(id, String(tag["id"]), null);
    }
  }
  for (const body of shown(workspace, ["retrieveNote", "listNotes"], "data")) {
    const note = workspace.notes.add({ ...place(body), body });
    workspace.noted.link(String(objectAt(body, "contact")["id"]), note.id, null);
  }
  for (const whole of shown(workspace, ["retrieveConversation", "listConversations"], "conversations")) {
    const { conversation_parts, ...body } = whole;
    const parts = isJson(conversation_parts) ? objectsAt(conversation_parts, "conversation_parts") : [];
    const { id } = workspace.conversations.add({ ...place(body), body, parts });
    for (const tag of objectsAt(objectAt(body, "tags"), "tags")) applyTag(workspace, id, tag);
  }
  for (const whole of shown(workspace, ["getTicket", "searchTickets"], "tickets")) {
    const { ticket_parts, ...body } = whole;
    workspace.tickets.add({
      ...place(body),
      body,
      parts: isJson(ticket_parts) ? objectsAt(ticket_parts, "ticket_parts") : [],
    });
  }
  for (const body of shown(workspace, ["retrieveArticle", "listArticles"], "data")) {
    workspace.articles.add({ ...place(body), body });
  }
  for (const body of shown(workspace, ["retrieveCollection", "listAllCollections"], "data")) {
    workspace.collections.add({ ...place(body), body });
  }
  for (const answer of workspace.api.examples("lisDataEvents")) {
    if (answer["type"] === "event.list") fillEvents(workspace, objectsAt(answer, "events"));
  }
}

/** The objects that some operations' examples show, alone or in a list, each id once. */
function shown({ api }: Workspace, operationIds: readonly string[], items: string): Json[] {
  const answers = operationIds.flatMap((id) => api.examples(id));
  const all = answers.flatMap<Json>((answer) =>
    Array.isArray(answer[items]) ? objectsAt(answer, items) : answer,
  );
  return [...new Map(all.toReversed().map((body) => [body["id"], body])).values()].toReversed();
}

function applyTag(workspace: Workspace, id: string, { id: given, name, applied_at, applied_by }: Json): void {
  const tag = workspace.tags.get(String(given)) ?? createTag(workspace, String(name), String(given));
  const applied = typeof applied_at === "number" && isJson(applied_by);
  workspace.tagged.link(id, tag.id, applied ? ({ applied_at, applied_by } as unknown as Applied) : null);
}

function fillEvents(workspace: Workspace, events: readonly Json[]): void {
  for (const event of events) createEvent(workspace, text(event["intercom_user_id"]) ?? "", event);
}
