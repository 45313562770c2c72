import type { Resource } from "../operations/kind.ts";
import { invalid, StateRefusal } from "../http.ts";
import { isJson, objectsAt, text, type Json } from "../json.ts";
import { byCreation } from "../store/collection.ts";
import type { Contact, EventTotal, Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { contactNamed, type Call } from "../operations/call.ts";
import { after, decodeCursor, encodeCursor, perPage } from "../operations/paging.ts";

export const eventResource: Resource = {
  operations: {
    createDataEvent: (call) => {
      const { workspace, body } = call;
      const contact = contactNamed(call, body);
      // a repeat answers as the first time did
      createEvent(workspace, contact.id, { ...body, metadata: firstTen(body["metadata"]) });
    },

    dataEventSummaries: (call) => {
      const { workspace, body } = call;
      const { id } = contactNamed(call, { user_id: body["user_id"] });
      const told = [body["event_summaries"] ?? {}].flat().filter(isJson);
      for (const { event_name, count = 1, ...times } of told) {
        const name = text(event_name);
        if (name === undefined) throw invalid("event_name", "Name the event");
        const { first = times["last"] ?? workspace.seconds, last = first } = times;
        // what was told of it before is no longer so
        workspace.totals.link(id, name, { count: Number(count), first: Number(first), last: Number(last) });
      }
    },

    lisDataEvents: (call) => {
      const { query } = call;
      const contact = contactAsked(call);
      const events = eventsOf(call, contact);
      const since = link(call, "since", events[0], query.get("since"));
      if (query.get("summary") === "true")
        return { ...summary(call, contact, events), pages: { next: null, since } };

      const size = perPage(call);
      const [before, newerThan] = [query.get("before"), query.get("since")];
      const newer = newerThan === null ? events : events.slice(0, countAfter(events, newerThan));
      const rest =
        before === null ? newer : after({ all: newer, newestFirst: true }, decodeCursor(before, "before"));
      const page = rest.slice(0, size);
      const next = rest.length > size ? link(call, "before", page.at(-1), null) : null;
      return {
        type: "event.list",
        events: page.map((event) => eventView(contact, event)),
        pages: { next, since },
      };
    },
  },
  fill: (workspace) => {
    for (const answer of workspace.examples("lisDataEvents")) {
      if (answer["type"] !== "event.list") continue;
      for (const event of objectsAt(answer, "events")) {
        createEvent(workspace, text(event["intercom_user_id"]) ?? "", event);
      }
    }
  },
};

/** Something a contact did; undefined when it is known already: same contact, name and second. */
export function createEvent(workspace: Workspace, contact: string, sent: Json): Item | undefined {
  const { event_name, created_at, metadata } = sent;
  const key = eventKey(contact, sent);
  if (workspace.eventKeys.has(key)) return undefined;
  workspace.eventKeys.add(key);
  const id = workspace.ids.number();
  const body = { type: "event", event_name, created_at, ...(metadata !== undefined && { metadata }) };
  workspace.did.link(contact, id, null);
  const createdAt = Number(created_at);
  return workspace.events.add({ id, createdAt, body });
}

/** What makes two events one. */
export function eventKey(contact: string, { event_name, created_at }: Json): string {
  return JSON.stringify([contact, event_name, created_at]);
}

/** The contact's events, newest first. */
function eventsOf({ workspace }: Call, { id }: Contact): Item[] {
  return workspace.remember(`events of ${id}`, () =>
    [...workspace.did.from(id).keys()]
      .flatMap((event) => workspace.events.get(event) ?? [])
      .toSorted((a, b) => byCreation(b, a)),
  );
}

function contactAsked(call: Call): Contact {
  const names = ["user_id", "intercom_user_id", "email"].filter((name) => call.query.has(name));
  if (names.length !== 1) {
    // a workspace of examples shows one anyway
    throw new StateRefusal(
      400,
      "parameter_invalid",
      "Name the contact by exactly one of user_id, intercom_user_id and email",
    );
  }
  return contactNamed(call, Object.fromEntries(names.map((name) => [name, call.query.get(name)])));
}

function countAfter(events: readonly Item[], since: string): number {
  const { mark } = decodeCursor(since, "since");
  const index = events.findIndex((event) => byCreation(event, mark) <= 0);
  return index < 0 ? events.length : index;
}

/** A whole URL, as the API gives it. Without an event to start from it is the one that was asked with. */
function link(
  { url }: Call,
  name: "before" | "since",
  event: Item | undefined,
  given: string | null,
): string {
  const next = new URL(url);
  next.searchParams.delete("before");
  const mark = event ? encodeCursor({ mark: event, page: 1 }) : given;
  if (mark !== null) next.searchParams.set(name, mark);
  return next.href;
}

function eventView({ id, body: contact }: Contact, { body }: Item): Json {
  const [user, email] = [text(contact["external_id"]), text(contact["email"])];
  return { ...body, ...(user && { user_id: user }), intercom_user_id: id, ...(email && { email }) };
}

function summary({ workspace }: Call, contact: Contact, events: readonly Item[]): Json {
  const totals = new Map<string, EventTotal>(workspace.totals.from(contact.id));
  for (const { createdAt, body } of events) {
    const name = String(body["event_name"]);
    const { count, first, last } = totals.get(name) ?? { count: 0, first: createdAt, last: createdAt };
    totals.set(name, {
      count: count + 1,
      first: Math.min(first, createdAt),
      last: Math.max(last, createdAt),
    });
  }
  return {
    type: "event.summary",
    ...(text(contact.body["email"]) && { email: contact.body["email"] }),
    intercom_user_id: contact.id,
    ...(text(contact.body["external_id"]) && { user_id: contact.body["external_id"] }),
    events: [...totals].map(([name, { count, first, last }]) => ({
      name,
      first: iso(first),
      last: iso(last),
      count,
    })),
  };
}

/** @param seconds beyond what a date can be the nearest one is meant */
function iso(seconds: number): string {
  const most = 8_640_000_000_000;
  const date = new Date(Math.min(Math.max(seconds, -most), most) * 1000);
  return date.toISOString().replace("Z", "+00:00");
}

function firstTen(metadata: unknown): unknown {
  return metadata && Object.fromEntries(Object.entries(metadata).slice(0, 10));
}
