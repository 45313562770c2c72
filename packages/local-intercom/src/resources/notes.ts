import { objectAt, only, type Json } from "../json.ts";
import { contactAt, type Call } from "../operations/call.ts";
import { add, fillFrom, lists, reads, type Kind, type Resource } from "../operations/kind.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { adminAt } from "./admins.ts";
import { html } from "./parts.ts";

const NOTES: Kind = { name: "notes", singular: "note", parameter: "note_id", isNextNull: true };

/** What a note says of its author. */
const MENTIONED = [
  "type",
  "id",
  "name",
  "email",
  "away_mode_enabled",
  "away_mode_reassign",
  "away_status_reason_id",
];

export const noteResource: Resource = {
  operations: {
    createNote: (call) => {
      const { workspace, body } = call;
      const contact = contactAt(call);
      const author = adminAt(call, body["admin_id"]);
      return createNote(workspace, contact.id, author, body).body;
    },
    retrieveNote: reads(NOTES),
    listNotes: lists(NOTES, notesOfContact),
  },
  fill: (workspace) => {
    fillFrom(workspace, NOTES, { retrieveNote: "", listNotes: "data" });
    for (const { id, body } of workspace.notes.all()) {
      workspace.noted.link(String(objectAt(body, "contact")["id"]), id, null);
    }
  },
};

/** A note about a contact, written by an admin. */
export function createNote(
  workspace: Workspace,
  contact: string,
  author: Json,
  sent: Json,
  createdAt = workspace.seconds,
): Item {
  const body = {
    contact: { type: "contact", id: contact },
    author: only(author, MENTIONED),
    body: html(sent["body"]) ?? "",
  };
  const note = add(workspace, NOTES, body, { createdAt });
  workspace.noted.link(contact, note.id, null);
  return note;
}

function notesOfContact(call: Call): readonly Item[] {
  const { workspace } = call;
  const { id } = contactAt(call);
  return workspace.remember(`notes of ${id}`, () => {
    const own = workspace.noted.from(id);
    return workspace.notes.newestFirst().filter((note) => own.has(note.id));
  });
}
