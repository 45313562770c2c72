import { text, type Json } from "../json.ts";
import { missing, type Call } from "../operations/call.ts";
import { html } from "../operations/parts.ts";
import { admins, teams } from "../store/given.ts";
import type { Thread } from "../store/item.ts";
import type { NewPart } from "../store/part.ts";
import { waitingSince } from "../store/statistics.ts";

/** The part that managing a conversation leaves, and what it changes in the conversation. */
export function action(call: Call, conversation: Thread): [Omit<NewPart, "author">, Json] {
  const { message_type, body, snoozed_until, assignee_id, type } = call.body;
  const words = html(body);
  if (message_type === "close") {
    return [
      { part_type: "close", body: words },
      { open: false, state: "closed", snoozed_until: null, waiting_since: null },
    ];
  }
  if (message_type === "snoozed")
    return [{ part_type: "snoozed" }, { open: true, state: "snoozed", snoozed_until }];
  if (message_type === "open") {
    const isReopened = conversation.body["state"] === "closed";
    const waiting = isReopened && { waiting_since: waitingSince(conversation, call.workspace.seconds) };
    return [{ part_type: "open" }, { open: true, state: "open", snoozed_until: null, ...waiting }];
  }
  // 0 takes the assignee away
  const id = Number(assignee_id);
  const choice = type === "team" ? teams(call.workspace) : admins(call.workspace);
  if (id !== 0 && !choice.some((one) => one["id"] === text(assignee_id))) throw missing(call, "assignee");
  const key = type === "team" ? "team_assignee_id" : "admin_assignee_id";
  const assigned_to = { type: String(type), id: String(assignee_id) };
  return [{ part_type: "assignment", body: words, assigned_to }, { [key]: id === 0 ? null : id }];
}
