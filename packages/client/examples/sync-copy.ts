/**
 * Keeps a copy of contacts, and of conversations with their parts: all of them at first, then what changed since.
 * Killed, it goes on with the page that it was at.
 *
 *     INTERCOM_TOKEN=… npx tsx sync-copy.ts copy.sqlite
 *
 * A file that ends in `.sqlite` is a database (Node 22.13 or newer), any other a log of values.
 */
import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import { createIntercomClient, isIntercomApiError, paginate, throttle } from "@intercom-openapi/client";

/** Where the copy is: anything that keeps all the values that it is given at once, or none of them. */
export interface Store {
  get(key: string): string | undefined;
  set(values: Record<string, string>): void;
}

/** How far a resource has come. */
interface Place {
  /** What the search asks for: changed after this, in Unix seconds. */
  since: number;
  /** The latest change seen. */
  newest: number;
  /** When this search began. */
  began?: number | undefined;
  /** The next page of the search, until it is through. */
  cursor?: string | undefined;
}

interface Kept {
  id: string;
  updated_at: number;
}

interface Resource<Item extends Kept> {
  name: string;
  /** Contacts are searched by days, and a change takes a moment until it is found: asked for again, in seconds. */
  overlap: number;
  search(since: number, startingAfter?: string): AsyncIterable<Page<Item>>;
  /** What is kept of an item; nothing of one that is gone by now. */
  whole(item: Item): Promise<Kept | undefined>;
}

interface Page<Item> {
  items: Item[];
  cursor: string | undefined;
  data: { total_count?: number };
}

/** Writes what changed since the last run. */
export async function sync<Item extends Kept>(store: Store, resource: Resource<Item>): Promise<void> {
  const { name, overlap, search, whole } = resource;
  const key = `place/${name}`;
  const place = JSON.parse(store.get(key) ?? '{"since":0,"newest":0}') as Place;
  place.began ??= Math.floor(Date.now() / 1000);
  let [seen, written] = [0, 0];
  for await (const { items, cursor, data } of search(place.since - overlap, place.cursor)) {
    const kept = (item: Item) => JSON.parse(store.get(`${name}/${item.id}`) ?? "{}") as Partial<Kept>;
    const changed = items.filter((item) => kept(item).updated_at !== item.updated_at);
    const values = (await Promise.all(changed.map(whole))).filter((value) => value !== undefined);
    place.newest = Math.max(place.newest, ...items.map(({ updated_at }) => updated_at));
    place.cursor = cursor;
    store.set({
      ...Object.fromEntries(values.map((value) => [`${name}/${value.id}`, JSON.stringify(value)])),
      [key]: JSON.stringify(place),
    });
    progress(name, (seen += items.length), data.total_count ?? seen);
    written += values.length;
  }
  // what changed meanwhile comes once more, as it may have been missed: not every search keeps to its `sort`
  const since = Math.min(place.newest, place.began);
  store.set({ [key]: JSON.stringify({ since, newest: since }) });
  console.log(`${name}: ${seen} looked at, ${written} written`);
}

function progress(name: string, done: number, of: number): void {
  if (!process.stdout.isTTY) return;
  const bar = "█".repeat(Math.min(20, (20 * done) / of)).padEnd(20, "░");
  process.stdout.write(`\r${name} ${bar} ${done} of ${of}\r`);
}

/** One line for each call of `set`, so that one that was cut off is no line. */
function openLog(file: string): Store {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole !== text) truncateSync(file, Buffer.byteLength(whole));
  const lines = whole.split("\n").filter(Boolean);
  const values = new Map(lines.flatMap((line) => Object.entries(JSON.parse(line) as Record<string, string>)));
  return {
    get: (key) => values.get(key),
    set(given) {
      appendFileSync(file, `${JSON.stringify(given)}\n`);
      for (const [key, value] of Object.entries(given)) values.set(key, value);
    },
  };
}

async function openDatabase(file: string): Promise<Store> {
  // the types of Node 20 do not have it
  const { DatabaseSync } = (await import("node:sqlite" as string)) as { DatabaseSync: Database };
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE IF NOT EXISTS copy (key TEXT PRIMARY KEY, value TEXT NOT NULL)");
  const one = database.prepare("SELECT value FROM copy WHERE key = ?");
  const put = database.prepare("INSERT OR REPLACE INTO copy VALUES (?, ?)");
  return {
    get: (key) => one.get(key)?.value,
    set(values) {
      database.exec("BEGIN");
      for (const [key, value] of Object.entries(values)) put.run(key, value);
      database.exec("COMMIT");
    },
  };
}

type Database = new (file: string) => { exec(sql: string): void; prepare(sql: string): Statement };
type Statement = {
  get(...values: string[]): { value: string } | undefined;
  run(...values: string[]): unknown;
};

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL,
  throttle: throttle(), // a page of conversations is 50 calls at once
});

/** What changed after a time, the oldest change first. */
const changedSince = (since: number) => ({
  query: { field: "updated_at", operator: ">", value: Math.max(0, since) } as const,
  sort: { field: "updated_at", order: "ascending" } as const,
  pagination: { per_page: 50 },
});

const contacts: Resource<Kept> = {
  name: "contacts",
  overlap: 86_400,
  search: (since, startingAfter) =>
    paginate(intercom, "POST", "/contacts/search", { body: changedSince(since), startingAfter }).pages(),
  whole: async (contact) => contact,
};

const conversations: Resource<Kept> = {
  name: "conversations",
  overlap: 60,
  search: (since, startingAfter) =>
    paginate(intercom, "POST", "/conversations/search", { body: changedSince(since), startingAfter }).pages(),
  // the search leaves the parts out
  async whole({ id: conversation_id }) {
    const params = { path: { conversation_id } };
    const { data, error } = await intercom.GET("/conversations/{conversation_id}", { params });
    if (error && error.status !== 404) throw error;
    return data;
  },
};

const [, , file = "copy.log"] = process.argv;
const store = file.endsWith(".sqlite") ? await openDatabase(file) : openLog(file);
for (const resource of [contacts, conversations]) {
  try {
    await sync(store, resource);
  } catch (error) {
    // a cursor of long ago may be forgotten: then the search begins again from the last run that was through
    const { cursor, ...place } = JSON.parse(store.get(`place/${resource.name}`) ?? "{}") as Place;
    if (!cursor || !isIntercomApiError(error) || ![400, 404, 422].includes(error.status)) throw error;
    store.set({ [`place/${resource.name}`]: JSON.stringify(place) });
    await sync(store, resource);
  }
}
