import { objectAt, objectsAt, text, type Json } from "../json.ts";
import { contactNamed, toldAt, type Call } from "../operations/call.ts";
import type { Contact, Thread } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { adminAt } from "./admins.ts";
import { courseAfter } from "./conversation-statistics.ts";

// what conversations and tickets share: their parts

export interface NewPart {
  part_type: string;
  author: Json;
  body?: string | null;
  assigned_to?: Json | null;
  attachments?: Json[];
  /** Categories, of a ticket's part that records a state. */
  previous_ticket_state?: unknown;
  ticket_state?: unknown;
}

/** Intercom's own bot, which is the author of what nobody did. */
export const BOT = { type: "bot", id: "0", name: "Operator", email: "" };

/** Whom a part assigns to that takes the assignee away: https://github.com/intercom/Intercom-OpenAPI/issues/643 */
export const NOBODY = { type: "nobody_admin", id: null };

/** The contacts of a conversation or ticket, as it names them. */
export function contactsOf({ body }: Pick<Thread, "body">): Json[] {
  return objectsAt(objectAt(body, "contacts"), "contacts");
}

/** How many parts a conversation is answered with; older ones are left out. */
const SHOWN = 500;

/** Who a part is from: the admin or the contact that a body names. */
export function authorNamed(call: Call): Json {
  const { admin_id, type } = call.body;
  if (admin_id === undefined && type !== "admin") return authorOf(contactNamed(call, call.body));
  return adminAuthor(call, admin_id ?? null);
}

/** @param adminId undefined for the first one */
export function adminAuthor(call: Call, adminId: unknown, what?: string): Json {
  const { id, name = null, email } = adminAt(call, adminId, what);
  return { type: "admin", id, name, email: text(email) ?? "" };
}

export function authorOf({ id, body }: Contact): Json {
  const { role, name = null, email } = body;
  return { type: role === "lead" ? "lead" : "user", id, name, email: email ?? "" };
}

/** Adds a part, and the change of the conversation or ticket that it stands for. */
export function addPart(
  call: Call,
  thread: Thread,
  kind: "conversation" | "ticket",
  part: NewPart,
  change: Json = {},
) {
  const { workspace, body: sent } = call;
  const whole = partOf(workspace, kind, toldAt(call), { attachments: attachments(sent), ...part });
  thread.parts = [...thread.parts, whole];
  const threads = kind === "ticket" ? workspace.tickets : workspace.conversations;
  const course = kind === "conversation" && courseAfter(thread, whole, change);
  threads.change(thread, { ...thread.body, ...change, ...course, updated_at: workspace.seconds });
  return whole;
}

export function shownParts({ parts }: Thread): Json[] {
  return parts.slice(-SHOWN);
}

/** A reply's text as the API keeps it: HTML. */
export function html(body: unknown): string | null {
  const given = text(body);
  if (given === undefined) return null;
  return given.startsWith("<") ? given : `<p>${given}</p>`;
}

/** A part of a conversation or ticket. */
export function partOf(
  workspace: Workspace,
  kind: "conversation" | "ticket",
  at: number,
  part: NewPart,
): Json {
  return {
    type: `${kind}_part`,
    id: workspace.ids.number(),
    body: null,
    created_at: at,
    updated_at: at,
    ...(kind === "conversation" && { notified_at: at }),
    assigned_to: null,
    attachments: [],
    external_id: null,
    redacted: false,
    ...part,
  };
}

/** What a request attaches, as a part or a message shows it. */
export function attachments({ attachment_urls: urls, attachment_files: files }: Json): Json[] {
  const linked = Array.isArray(urls)
    ? urls.map((url) => attachment(String(url).split("/").at(-1) ?? "", String(url)))
    : [];
  const sent = Array.isArray(files)
    ? files.map((file: Json) => attachment(text(file["name"]) ?? "file", "", text(file["content_type"])))
    : [];
  return [...linked, ...sent];
}

function attachment(name: string, url: string, content_type = "application/octet-stream"): Json {
  return { type: "upload", name, url, content_type, filesize: 0 };
}
