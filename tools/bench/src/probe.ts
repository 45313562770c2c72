import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PerformanceObserver } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import contact from "../fixtures/contact.json";

/** What `run.ts` of every contender exports. */
interface Driven {
  construct(baseUrl: string): unknown;
  read(client: unknown): Promise<unknown>;
  /** The same, and given up after 30 seconds. */
  readInTime(client: unknown): Promise<unknown>;
  write(client: unknown): Promise<unknown>;
}

type Call = Exclude<keyof Driven, "construct">;

export interface StartReport {
  importMs: number;
  readyMs: number;
  heapKb: number;
}

/** What a measured process is asked to do, one after the other. */
export type Tasks = typeof tasks;

const answer = JSON.stringify(contact);
const headers = { "Content-Type": "application/json; charset=utf-8", "X-Request-Id": "000bench" };

/** The contender that this process was started for; none where it is the server. */
const [, , script = ""] = process.argv;
let driven: Driven;
let client: unknown;

const tasks = {
  /** From nothing to a client. */
  async start(): Promise<StartReport> {
    // Node loads its fetch when it is first touched; every contender needs it for its first call: it belongs to none
    void new Request("http://127.0.0.1/", { headers: new Headers() });
    void Response.json({});
    void fetch;
    const before = heap();
    const start = performance.now();
    driven = (await import(script)) as Driven;
    const imported = performance.now();
    client = driven.construct("http://127.0.0.1:1");
    const ready = performance.now();
    return { importMs: imported - start, readyMs: ready - start, heapKb: (heap() - before) / 1000 };
  },

  /** Answers everything with the same contact, and tells where. */
  async serve(): Promise<string> {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, headers).end(answer);
    });
    // longer than a contender waits for its turn
    server.keepAliveTimeout = 60_000;
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },

  /** A client of that server, warm as in a service; without one, of a fetch that answers at once. */
  async warmUp(calls: number, url?: string): Promise<void> {
    // before a client is constructed, since some take hold of fetch then
    if (!url) globalThis.fetch = answerAtOnce;
    driven = (await import(script)) as Driven;
    client = driven.construct(url ?? "http://127.0.0.1:1");
    for (let call = 0; call < calls; call++) {
      await driven.read(client);
      await driven.readInTime(client);
      await driven.write(client);
    }
  },

  /** How many microseconds a call takes, with so many under way. */
  async time(what: Call, calls: number, underWay = 1): Promise<number> {
    const each = Math.ceil(calls / underWay);
    // it has waited for its turn: connections may have been closed, and caches are cold
    await repeat(what, Math.ceil(each / 10), underWay);
    const start = performance.now();
    await repeat(what, each, underWay);
    return ((performance.now() - start) * 1000) / (each * underWay);
  },

  /** How many kilobytes a GET allocates: the heap's growth, as long as nothing is collected meanwhile. */
  async allocated(calls: number): Promise<number> {
    const collections = new PerformanceObserver(() => {});
    collections.observe({ entryTypes: ["gc"] });
    globalThis.gc?.();
    await setImmediate();
    collections.takeRecords();
    const before = process.memoryUsage().heapUsed;
    await repeat("read", calls, 1);
    const after = process.memoryUsage().heapUsed;
    await setImmediate();
    if (collections.takeRecords().length > 0) throw new Error("The heap was collected: make fewer calls");
    return (after - before) / 1000 / calls;
  },
};

/** As every fetch does it makes a request of what it is given, so that nobody gains who leaves that to it. */
async function answerAtOnce(...args: Parameters<typeof fetch>): Promise<Response> {
  void new Request(...args);
  return new Response(answer, { status: 200, headers });
}

async function repeat(what: Call, count: number, underWay: number): Promise<void> {
  await Promise.all(
    Array.from({ length: underWay }, async () => {
      for (let call = 0; call < count; call++) await driven[what](client);
    }),
  );
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

process.on("message", async ({ task, args }: { task: keyof Tasks; args: unknown[] }) => {
  const run = tasks[task] as (...args: unknown[]) => Promise<unknown>;
  // of nothing there would be no message
  process.send?.({ result: await run(...args) });
});
// whoever asks may come to a sudden end
process.on("disconnect", () => process.exit());
