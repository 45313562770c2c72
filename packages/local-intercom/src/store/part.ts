import { text, type Json } from "../json.ts";
import type { Workspace } from "./workspace.ts";

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
