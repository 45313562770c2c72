import { text, type Json } from "../json.ts";
import type { Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

/** A note about a contact, written by an admin. */
export function createNote(
  workspace: Workspace,
  contact: string,
  author: Json,
  sent: Json,
  createdAt = workspace.seconds,
): Item {
  const id = workspace.ids.number();
  const body = {
    ...workspace.blank("note"),
    id,
    created_at: createdAt,
    contact: { type: "contact", id: contact },
    author,
    body: text(sent["body"]) ?? "",
  };
  workspace.noted.link(contact, id, null);
  return workspace.notes.add({ id, createdAt, body });
}
