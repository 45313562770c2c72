import { text, type Json } from "../json.ts";
import { authorOf } from "../store/create-thread.ts";
import type { Thread } from "../store/item.ts";
import { attachments, partOf, type NewPart } from "../store/part.ts";
import { courseAfter } from "../store/statistics.ts";
import { adminAt, contactNamed, type Call } from "./call.ts";

/** How many parts a conversation is answered with; older ones are left out. */
const SHOWN = 500;

/** Who a part is from: the admin or the contact that a body names. */
export function authorNamed(call: Call): Json {
  const { admin_id, type } = call.body;
  if (admin_id === undefined && type !== "admin") return authorOf(contactNamed(call, call.body));
  return adminAuthor(call, admin_id ?? null);
}

/** @param adminId undefined for the first one */
export function adminAuthor(call: Call, adminId: unknown): Json {
  const { id, name = null, email } = adminAt(call, adminId);
  return { type: "admin", id, name, email: text(email) ?? "" };
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
  const at = typeof sent["created_at"] === "number" ? sent["created_at"] : workspace.seconds;
  const whole = partOf(workspace, kind, at, { attachments: attachments(sent), ...part });
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
