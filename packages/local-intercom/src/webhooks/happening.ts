import { text, type Json } from "../json.ts";
import { contactsOf } from "../resources/parts.ts";
import type { Change } from "../store/changes.ts";
import type { Item, Thread } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

/** A change of a workspace, as the table of topics asks about it. */
export interface Happening {
  what: Change["what"] | "part added" | "contact added" | "contact removed";
  /** The collection or the relation. */
  of: string;
  /** The operation that made it. */
  by: string;
  /** The item's id; of a relation, of what it goes from. */
  id: string;
  /** As it is now; of a relation, what it goes from. */
  body: Json;
  /** What it was before it was changed; otherwise the same as `body`. */
  before: Json;
  /** What was added to a conversation or ticket. */
  part?: Json;
  /** The id of the other one: of a relation, or the contact who came or went. */
  other?: string;
}

/** Collects what an operation changes, so that it is told of when all of it is done. */
export class Happenings {
  private readonly changes: Change[] = [];
  /** How many parts each conversation and ticket is known to have. */
  private readonly known = new WeakMap<Item, number>();

  constructor(private readonly workspace: Workspace) {
    const { changes, conversations, tickets } = workspace;
    for (const thread of [...conversations.values(), ...tickets.values()]) this.learn(thread);
    changes.listen((change) => this.changes.push(change));
  }

  /** What has happened since it was last asked. */
  take(by: string): Happening[] {
    return this.changes.splice(0).flatMap((change) => this.read(change, by));
  }

  private read(change: Change, by: string): Happening[] {
    if ("from" in change) {
      // a contact, where the relation is of contacts
      const body = this.workspace.contacts.get(change.from)?.body ?? {};
      const { what, of } = change;
      return [{ what, of, by, id: change.from, other: change.to, body, before: body }];
    }
    const { what, of, item } = change;
    const before = change.what === "changed" ? change.before : item.body;
    const happening = { what, of, by, id: item.id, body: item.body, before };
    const parts = isThread(item) ? this.newParts(item) : [];
    if (what !== "changed") return [happening];
    const added = parts.map((part) => ({ ...happening, what: "part added" as const, part }));
    return [happening, ...added, ...comings(happening)];
  }

  private newParts(thread: Thread): Json[] {
    const known = this.known.get(thread) ?? 0;
    this.learn(thread);
    return thread.parts.slice(known);
  }

  private learn(thread: Thread): void {
    this.known.set(thread, thread.parts.length);
  }
}

function isThread(item: Item): item is Thread {
  return "parts" in item;
}

/** Who came to a conversation and who went. */
function comings(happening: Happening): Happening[] {
  if (happening.of !== "conversations") return [];
  const [before, now] = [happening.before, happening.body].map(contactIds);
  const added = now?.filter((id) => !before?.includes(id)) ?? [];
  const removed = before?.filter((id) => !now?.includes(id)) ?? [];
  return [
    ...added.map((other) => ({ ...happening, what: "contact added" as const, other })),
    ...removed.map((other) => ({ ...happening, what: "contact removed" as const, other })),
  ];
}

function contactIds(body: Json): string[] {
  return contactsOf({ body }).flatMap(({ id }) => text(id) ?? []);
}
