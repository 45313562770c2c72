import type { Json } from "../json.ts";
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
