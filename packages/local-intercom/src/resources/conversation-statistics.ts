import { isJson, objectAt, objectsAt, text, type Json } from "../json.ts";
import type { Thread } from "../store/item.ts";

/** Of a conversation in which no contact has written yet; what has not happened is null. The first message counts as a part. */
const NOTHING: Json = {
  type: "conversation_statistics",
  time_to_assignment: null,
  time_to_admin_reply: null,
  time_to_first_close: null,
  time_to_last_close: null,
  median_time_to_reply: null,
  first_contact_reply_at: null,
  first_assignment_at: null,
  first_admin_reply_at: null,
  first_close_at: null,
  last_assignment_at: null,
  last_assignment_admin_reply_at: null,
  last_contact_reply_at: null,
  last_admin_reply_at: null,
  last_close_at: null,
  last_closed_by_id: null,
  count_reopens: 0,
  count_assignments: 0,
  count_conversation_parts: 1,
};

/** What a new conversation has to tell of its course. @param source its first message, written at that time */
export function courseOf(source: Json, at: number): Json {
  const statistics = isOfAdmin(source)
    ? NOTHING
    : { ...NOTHING, first_contact_reply_at: at, last_contact_reply_at: at };
  return { statistics, teammates: { type: "admin.list", admins: [] } };
}

/**
 * What it has to tell once a part was added.
 *
 * @param thread with the part as its last one, but otherwise as it was before
 * @param change of the conversation, which the part stands for
 */
export function courseAfter(thread: Thread, part: Json, change: Json): Json {
  const { body } = thread;
  const told = isJson(body["statistics"]) ? body["statistics"] : NOTHING;
  const isReopened = body["state"] === "closed" && change["state"] === "open";
  // nothing else counts before the contact has written
  const hasBegun = told["first_contact_reply_at"] !== null || isByContact(part);
  const statistics = {
    ...told,
    ...(hasBegun && stepOf(thread, told, part)),
    ...(hasBegun && isReopened && { count_reopens: oneMore(told["count_reopens"]) }),
    count_conversation_parts: oneMore(told["count_conversation_parts"]),
  };
  return { statistics, teammates: teammatesWith(objectAt(body, "teammates"), part) };
}

/** Since when the contact of a reopened conversation waits: all the time for what nobody has answered. */
export function waitingSince({ body }: Thread, now: number): number {
  const { last_contact_reply_at: asked, last_admin_reply_at: answered } = objectAt(body, "statistics");
  return typeof asked === "number" && asked > Number(answered ?? 0) ? asked : now;
}

/** What a part changes in the statistics, by what it is. */
function stepOf({ body, createdAt, parts }: Thread, told: Json, part: Json): Json {
  const at = Number(part["created_at"]);
  const first = (key: string, value: unknown) => ({ [key]: told[key] ?? value });
  if (isByContact(part)) return { ...first("first_contact_reply_at", at), last_contact_reply_at: at };
  const source = { ...objectAt(body, "source"), created_at: createdAt };
  const reply = isAdminReply(part) && {
    ...first("first_admin_reply_at", at),
    ...first("time_to_admin_reply", at - Number(told["first_contact_reply_at"])),
    ...(told["last_assignment_at"] !== null && first("last_assignment_admin_reply_at", at)),
    last_admin_reply_at: at,
    median_time_to_reply: median(timesToReply([source, ...parts])),
  };
  if (part["part_type"] === "assignment") {
    return {
      ...reply,
      ...first("first_assignment_at", at),
      ...(told["first_admin_reply_at"] === null && { time_to_assignment: at - createdAt }),
      last_assignment_at: at,
      last_assignment_admin_reply_at: null,
      count_assignments: oneMore(told["count_assignments"]),
    };
  }
  if (part["part_type"] !== "close") return { ...reply };
  return {
    ...reply,
    ...first("first_close_at", at),
    ...first("time_to_first_close", at - createdAt),
    last_close_at: at,
    time_to_last_close: at - createdAt,
    last_closed_by_id: Number(objectAt(part, "author")["id"]),
  };
}

function oneMore(count: unknown): number {
  return Number(count ?? 0) + 1;
}

/** How long the contact waited for each answer, in seconds. */
function timesToReply(said: readonly Json[]): number[] {
  const times: number[] = [];
  let asked: number | undefined;
  for (const part of said) {
    const at = Number(part["created_at"]);
    if (isByContact(part)) asked ??= at;
    else if (asked !== undefined && isAdminReply(part)) {
      times.push(at - asked);
      asked = undefined;
    }
  }
  return times;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The admins who wrote something, each once. */
function teammatesWith(known: Json, part: Json): Json {
  const admins = objectsAt(known, "admins");
  const { type, id } = objectAt(part, "author");
  const isNew = isOfAdmin(part) && text(part["body"]) && !admins.some((admin) => admin["id"] === id);
  return { type: "admin.list", admins: isNew ? [...admins, { type, id }] : admins };
}

function isOfAdmin(said: Json): boolean {
  return objectAt(said, "author")["type"] === "admin";
}

export function isByContact(said: Json): boolean {
  return ["user", "lead", "contact"].includes(String(objectAt(said, "author")["type"]));
}

/** What the contact sees: not a note. */
function isAdminReply(said: Json): boolean {
  return isOfAdmin(said) && text(said["body"]) !== undefined && said["part_type"] !== "note";
}
