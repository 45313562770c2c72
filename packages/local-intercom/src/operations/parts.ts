import { text, type Json } from "../json.ts";
import { authorOf } from "../store/create-thread.ts";
import type { Thread } from "../store/item.ts";
import { adminNamed } from "../store/given.ts";
import { partOf, type NewPart } from "../store/part.ts";
import { contactNamed, type Call } from "./call.ts";

/** How many parts a conversation is answered with; older ones are left out. */
const SHOWN = 500;

/** Who a part is from: the admin or the contact that a body names. */
export function authorNamed(call: Call): Json {
  const { admin_id, type } = call.body;
  if (admin_id === undefined && type !== "admin") return authorOf(contactNamed(call, call.body));
  const known = adminNamed(call.workspace, admin_id ?? null);
  return {
    type: "admin",
    id: String(admin_id),
    name: known?.["name"] ?? null,
    email: text(known?.["email"]) ?? "",
  };
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
  threads.change(thread, { ...thread.body, ...change, updated_at: workspace.seconds });
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

function attachments({ attachment_urls: urls, attachment_files: files }: Json): Json[] {
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
