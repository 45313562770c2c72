import { createNote } from "../store/create-note.ts";
import { admin, admins } from "../store/given.ts";
import { at, contactAt, found, missing, type Handler } from "./call.ts";
import { numberedPage } from "./paging.ts";

export const noteHandlers: Record<string, Handler> = {
  createNote: (call) => {
    const { workspace, body } = call;
    const contact = contactAt(call);
    const author =
      body["admin_id"] === undefined
        ? admins(call.workspace.api)[0]
        : admin(call.workspace.api, body["admin_id"]);
    if (!author) throw missing(call, "admin");
    return createNote(workspace, contact.id, author, body).body;
  },

  retrieveNote: (call) => found(call, "note", call.workspace.notes.get(at(call, "note_id"))).body,

  listNotes: (call) => {
    const { workspace } = call;
    const { id } = contactAt(call);
    const notes = workspace.remember(`notes of ${id}`, () => {
      const own = workspace.noted.from(id);
      return workspace.notes.newestFirst().filter((note) => own.has(note.id));
    });
    const { items, total, pages } = numberedPage(call, notes);
    return { type: "list", data: items.map(({ body }) => body), total_count: total, pages };
  },
};
