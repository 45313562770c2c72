import type { Resource } from "../operations/kind.ts";
import { invalid } from "../http.ts";
import { objectsAt, text, type Json } from "../json.ts";
import { createTag } from "../store/create-tag.ts";
import type { Applied, Item, Thread } from "../store/item.ts";
import { adminAt, at, contactAt, found, missing, type Call } from "../operations/call.ts";
import { addPart, adminAuthor } from "../operations/parts.ts";
import { conversationAt } from "./conversations.ts";
import { ticketAt } from "./tickets.ts";

export const tagResource: Resource = {
  operations: {
    listTags: ({ workspace }) => ({ type: "list", data: workspace.tags.all().map(({ body }) => body) }),
    findTag: (call) => tagAt(call).body,

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
        ...objectsAt(body, "companies").map(company(call)),
        ...objectsAt(body, "users").map(user(call)),
      ];
      const tag = named(call, name) ?? createTag(workspace, name);
      const applied = appliedBy(call);
      for (const { id, untag } of targets) {
        if (untag) workspace.tagged.unlink(id, tag.id);
        else workspace.tagged.link(id, tag.id, applied);
      }
      return tag.body;
    },

    deleteTag: (call) => {
      const { id } = tagAt(call);
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

function tagAt(call: Call): Item {
  return found(call, "tag", call.workspace.tags.get(at(call, "tag_id")));
}

function named({ workspace }: Call, name: string): Item | undefined {
  const lower = name.toLowerCase();
  return workspace.tags.all().find(({ body }) => text(body["name"])?.toLowerCase() === lower);
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

function company(call: Call) {
  return ({ id, company_id, untag }: Json) => {
    const { companies } = call.workspace;
    const all = companies.all();
    const byId = companies.get(text(id) ?? "");
    const target =
      byId ?? all.find(({ body }) => company_id !== undefined && body["company_id"] === company_id);
    return { id: found(call, "company", target).id, untag: untag === true };
  };
}

function user(call: Call) {
  return ({ id, untag }: Json) => ({
    id: found(call, "contact", call.workspace.contacts.find({ id })).id,
    untag: untag === true,
  });
}
