import { inspect } from "node:util";
import * as fc from "fast-check";
import { isIntercomError, type ClientOptions, type Logger } from "../../src/index.ts";
import { TOKEN } from "./client.ts";
import { turnClock } from "./clock.ts";
import { serve, type Served } from "./serve.ts";

const { PROPERTY_SEED: seed = 20_261_101, PROPERTY_FACTOR: factor = 1 } = process.env;

/**
 * Tries a property in so many cases, some side by side, as most of the time is spent waiting. Always the same cases,
 * unless the environment asks for others or for more of them.
 */
export async function holds<Case>(
  property: fc.IAsyncProperty<Case>,
  cases: number,
  lanes = 8,
): Promise<void> {
  const numRuns = Math.ceil((cases * Number(factor)) / lanes);
  const tried = Array.from({ length: lanes }, (_, lane) =>
    fc.assert(property, { seed: Number(seed) + lane, numRuns }),
  );
  // all of them, so that nothing of one test goes on in the next
  for (const outcome of await Promise.allSettled(tried))
    if (outcome.status === "rejected") throw outcome.reason;
}

/** What a server does with a request. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The connection breaks off, or nothing more comes. */
  fault?: "reset" | "cut" | "stall" | undefined;
}

/** A script by the case that it is for: the answers in turn, and then again from the first. */
type Scripts = Map<string, { replies: Reply[]; asked: number }>;

export interface Stage extends Served {
  /** Another server, which nobody was told to go to. */
  elsewhere: Served;
  /** Begins a case; what the client of it needs, and how often it has asked. */
  play(replies: (origin: string, elsewhere: string) => Reply[]): {
    options: Pick<ClientOptions<"2.12">, "baseUrl" | "headers" | "token">;
    asked(): number;
    end(): void;
  };
}

/**
 * A server on which one case after the other is played, also while the last of an earlier one is still under way. Limits
 * go by its turns and the client's.
 */
export async function stage(): Promise<Stage> {
  turnClock();
  const scripts: Scripts = new Map();
  let cases = 0;
  const served = await serve((answer, { headers }) => {
    const script = scripts.get(String(headers["x-case"]));
    const reply = script?.replies[script.asked++ % script.replies.length];
    if (!reply || reply.fault === "reset") return answer.destroy();
    const { status, body, fault } = reply;
    answer.writeHead(status, { ...reply.headers, ...(fault === "cut" && { "Content-Length": "9999" }) });
    if (fault === "stall") return answer.flushHeaders();
    return fault === "cut" ? answer.write(body || " ", () => answer.destroy()) : answer.end(body);
  });
  const elsewhere = await serve((answer) => answer.end("{}"));
  return {
    ...served,
    elsewhere,
    play(replies) {
      const name = String(++cases);
      scripts.set(name, { replies: replies(served.url, elsewhere.url), asked: 0 });
      return {
        options: { baseUrl: served.url, headers: { "x-case": name }, token: TOKEN },
        asked: () => scripts.get(name)!.asked,
        end: () => {
          scripts.delete(name);
          served.seen.length = 0;
        },
      };
    },
  };
}

/** Collects what a client tells. */
export function listener() {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const logger: Logger = { debug: write, warn: write, error: write };
  const hear = ({ request, error }: { request?: Request | undefined; error?: unknown }) =>
    void lines.push(JSON.stringify([request?.url, ...(request?.headers ?? [])]), inspect(error));
  return {
    lines,
    options: { logger, hooks: { onRequest: hear, onResponse: hear, onRetry: hear, onError: hear } },
  };
}

// what a test replaces is not for these
const { setTimeout: start, clearTimeout: stop } = globalThis;

/**
 * What a call ends in: its answer, or an error of the client's. Anything else, and a call that does not end, is what no
 * case may show. `allowed` are reasons of the caller's own.
 */
export async function ending<T>(work: () => Promise<T>, allowed: unknown[] = []): Promise<T | Error> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_, reject) => {
    // for the slowest machine
    timer = start(() => reject(new Error("It does not end")), 200_000);
  });
  try {
    return await Promise.race([work(), never]);
  } catch (error) {
    if (isIntercomError(error) || allowed.includes(error)) return error as Error;
    throw new Error(`Not an error of the client's: ${inspect(error)}`, { cause: error });
  } finally {
    stop(timer);
  }
}

/** Whether the token stands anywhere in there. */
export function tells(what: unknown): boolean {
  return inspect(what, { depth: 8, showHidden: true, maxStringLength: null }).includes(TOKEN.slice(0, 12));
}

// What is said of numbers and times, with what nobody would think of.

const numbers = fc.oneof(
  fc.integer({ min: -2, max: 2000 }).map(String),
  fc.constantFrom(
    "",
    "0",
    "-1",
    "1.5",
    "NaN",
    "Infinity",
    "1e9",
    "0x10",
    " 7 ",
    "9".repeat(400),
    "2026-07-01T00:00:00Z",
  ),
  fc.string({ unit: "grapheme-ascii", maxLength: 8 }).map((text) => text.trim()),
);

const times = fc.oneof(
  numbers,
  fc
    .tuple(fc.constantFrom(-86_400, -5, 0, 1, 2, 10, 3000, 86_400), fc.constantFrom(1, 1000))
    .map(([ahead, unit]) => String(Math.floor(Date.now() / 1000 + ahead) * unit)),
  fc.constantFrom(-86_400, 0, 2, 86_400).map((ahead) => new Date(Date.now() + ahead * 1000).toUTCString()),
);

/** The headers that the client reads, whole and plausible or not. */
export const oddHeaders: fc.Arbitrary<Record<string, string>> = fc
  .oneof(
    fc.record({
      "X-RateLimit-Limit": fc.constantFrom("0", "1", "10", "1000"),
      "X-RateLimit-Remaining": fc.constantFrom("0", "0", "1", "5"),
      "X-RateLimit-Reset": times,
    }),
    fc.record(
      {
        "X-RateLimit-Limit": numbers,
        "X-RateLimit-Remaining": numbers,
        "X-RateLimit-Reset": times,
        "Retry-After": times,
        "Content-Type": fc.constantFrom("application/json", "text/html", "", "application/octet-stream"),
        "X-Request-Id": fc.string({ unit: "grapheme-ascii", maxLength: 8 }),
        Date: times,
      },
      { requiredKeys: [] },
    ),
  )
  .map((headers) =>
    Object.fromEntries(Object.entries(headers).filter(([, value]) => /^[ -~]*$/.test(value))),
  );

export const statuses = fc.oneof(
  { weight: 4, arbitrary: fc.constant(200) },
  fc.constantFrom(
    201,
    202,
    204,
    205,
    206,
    300,
    304,
    400,
    401,
    403,
    404,
    408,
    409,
    418,
    429,
    500,
    502,
    503,
    504,
    599,
  ),
);

/** Bodies that are right in their kind, and those that are none. */
export const bodies = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    "",
    " ",
    "<html>Bad gateway",
    "{",
    "null",
    "[]",
    '{"type":"error.list","errors":[]}',
    "\u0000\u001f",
  ),
  fc
    .record({ code: fc.string(), message: fc.option(fc.string()), field: fc.option(fc.string()) })
    .map((error) => JSON.stringify({ type: "error.list", request_id: "r-1", errors: [error] })),
);

export const faults = fc.oneof(
  { weight: 30, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.constantFrom("reset" as const, "cut" as const) },
  { weight: 1, arbitrary: fc.constant("stall" as const) },
);

export const replies = fc.record({ status: statuses, headers: oddHeaders, body: bodies, fault: faults });

/** Limits that let no case take long, and that only a stall exceeds. */
export const QUICK = { timeoutMs: 1000, retry: { limit: 2, maxDelayMs: 3 } };

/** Ids that answers carry, right and wrong. */
export const ids = fc.constantFrom<unknown>("1", "2", "3", 4, null, undefined, {});

/** The items of a page, some of them none. */
export const items = fc.array(
  fc.oneof(
    ids.map((id) => ({ id })),
    fc.constantFrom<unknown>(null, 0, "", [], { name: "a" }),
  ),
  { maxLength: 3 },
);
