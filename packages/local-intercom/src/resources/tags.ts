import { invalid } from "../http.ts";
import { isJson, objectAt, objectsAt, text, type Json } from "../json.ts";
import {
  at,
  companyNamed,
  contactAt,
  contactNamed,
  conversationAt,
  found,
  missing,
  ticketAt,
  type Call,
} from "../operations/call.ts";
import { lists, named, reads, type Kind, type Resource } from "../operations/kind.ts";
import type { Applied, Item, Thread } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { adminAt } from "./admins.ts";
import { addPart, adminAuthor } from "./parts.ts";

const TAGS: Kind = { name: "tags", singular: "tag", parameter: "tag_id" };

export const tagResource: Resource = {
  operations: {
    listTags: lists(TAGS),
    listTagsForAContact: lists(TAGS, (call) => tagsOf(call.workspace, contactAt(call).id)),
    findTag: reads(TAGS),

    createTag: (call) => {
      const { workspace, body } = call;
      const name = text(body["name"]);
      if (name === undefined) throw invalid("name", "Give a name for the tag");
      const renamed = text(body["id"]);
      if (renamed !== undefined) {
        const tag = found(call, "tag", workspace.tags.get(renamed));
        return workspace.tags.change(tag, { ...tag.body, name }).body;
      }
      const targets = [
        ...objectsAt(body, "companies").map((sent) => ({ sent, item: companyNamed(call, sent) })),
        ...objectsAt(body, "users").map((sent) => ({ sent, item: contactNamed(call, { id: sent["id"] }) })),
      ];
      const tag = tagCalled(workspace, name) ?? createTag(workspace, name);
      const applied = appliedBy(call);
      for (const { sent, item } of targets) {
        if (sent["untag"] === true) workspace.tagged.unlink(item.id, tag.id);
        else workspace.tagged.link(item.id, tag.id, applied);
      }
      return tag.body;
    },

    deleteTag: (call) => {
      const { id } = named(call, TAGS);
      call.workspace.tagged.forget(id);
      call.workspace.tags.delete(id);
    },

    attachTagToContact: (call) => attach(call, contactAt(call)),
    detachTagFromContact: (call) => detach(call, contactAt(call)),
    attachTagToConversation: (call) => inThread(call, "conversation", conversationAt(call), attach),
    detachTagFromConversation: (call) => inThread(call, "conversation", conversationAt(call), detach),
    attachTagToTicket: (call) => inThread(call, "ticket", ticketAt(call), attach),
    detachTagFromTicket: (call) => inThread(call, "ticket", ticketAt(call), detach),
  },
  fill: (workspace) => {
    for (const body of workspace.shown({ listTags: "data" })) {
      createTag(workspace, String(body["name"]), String(body["id"]));
    }
  },
};

export function createTag(workspace: Workspace, name: string, id = workspace.ids.number()): Item {
  const body = { type: "tag", id, name };
  return workspace.tags.add({ id, createdAt: workspace.seconds, body });
}

/** Puts the tags on something that an example of it shows. */
export function applyShownTags(workspace: Workspace, id: string, shown: Json): void {
  for (const { id: given, name, applied_at, applied_by } of objectsAt(objectAt(shown, "tags"), "tags")) {
    const tag = workspace.tags.get(String(given)) ?? createTag(workspace, String(name), String(given));
    const applied = typeof applied_at === "number" && isJson(applied_by);
    workspace.tagged.link(id, tag.id, applied ? ({ applied_at, applied_by } as unknown as Applied) : null);
  }
}

/** The tags of a company or a visitor, as it shows them: without when and by whom they were put on. */
export function tagList(workspace: Workspace, id: string): Json {
  return { type: "tag.list", tags: tagsOf(workspace, id).map(({ body }) => body) };
}

function tagsOf({ tagged, tags }: Workspace, id: string): Item[] {
  return [...tagged.from(id).keys()].flatMap((tag) => tags.get(tag) ?? []);
}

function tagCalled({ tags }: Workspace, name: string): Item | undefined {
  const lower = name.toLowerCase();
  return tags.all().find(({ body }) => text(body["name"])?.toLowerCase() === lower);
}

function attach(call: Call, { id }: Item): Json {
  const tag = found(call, "tag", call.workspace.tags.get(text(call.body["id"]) ?? ""));
  const applied = appliedBy(call);
  call.workspace.tagged.link(id, tag.id, applied);
  return { ...tag.body, ...applied };
}

function detach(call: Call, { id }: Item): Json {
  const { tagged, tags } = call.workspace;
  const tag = tags.get(at(call, "tag_id"));
  if (!tag || !tagged.has(id, tag.id)) throw missing(call, "tag", "This tag is not there");
  tagged.unlink(id, tag.id);
  return { ...tag.body, applied_at: null, applied_by: null };
}

/** A conversation or ticket keeps a part that says so. */
function inThread(
  call: Call,
  kind: "conversation" | "ticket",
  thread: Thread,
  change: (call: Call, item: Item) => Json,
): Json {
  const tag = change(call, thread);
  const author = adminAuthor(call, call.body["admin_id"]);
  addPart(call, thread, kind, { part_type: "conversation_tags_updated", author });
  return tag;
}

/** By the admin that the body names, else by the first one. */
function appliedBy(call: Call): Applied {
  const id = String(adminAt(call, call.body["admin_id"])["id"]);
  return { applied_at: call.workspace.seconds, applied_by: { type: "admin", id } };
}
