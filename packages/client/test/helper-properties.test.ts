import * as fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import {
  createIntercomClient,
  exportMessages,
  throttle,
  upsertContact,
  type RateStore,
} from "../src/index.ts";
import { connect } from "./support/client.ts";
import {
  bodies,
  ending,
  faults,
  holds,
  listener,
  oddHeaders,
  stage,
  statuses,
  tells,
  items,
  QUICK,
  ids,
  type Reply,
} from "./support/hostile.ts";

afterEach(() => void vi.useRealTimers());

const values = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, NaN, Infinity, -1, 0, 1, 5, 1e15, "7", "many", {}, []),
  fc.record({
    reset: fc.oneof(
      fc.constantFrom<unknown>(NaN, Infinity, -Infinity, "soon", {}, 0),
      fc
        .tuple(fc.constantFrom(-1e5, -1, 0, 1, 10, 3000, 1e5), fc.constantFrom(1, 1000))
        .map(([ahead, unit]) => (Math.floor(Date.now() / 1000) + ahead) * unit),
    ),
    limit: fc.constantFrom<unknown>(0, 1, 10, NaN, -1, "5", "x", Infinity),
    name: fc.constantFrom<unknown>("1.0", "", undefined, 5),
  }),
);
const down = new Error("store down");
const says = fc.oneof(
  { weight: 8, arbitrary: values.map((value) => async () => value) },
  { weight: 1, arbitrary: fc.constant(() => Promise.reject(down)) },
  { weight: 1, arbitrary: fc.constant(() => new Promise<never>(() => {})) },
  {
    weight: 1,
    arbitrary: fc.constant(() => {
      throw down;
    }),
  },
);

test("whatever headers and stores say, each throttled call has its turn, without a limit of its own", async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 6, 1) });
  await holds(
    fc.asyncProperty(
      fc.array(fc.tuple(oddHeaders, fc.constantFrom(200, 200, 429, 503)), { minLength: 1, maxLength: 5 }),
      fc.option(
        fc.record({ count: fc.array(says, { minLength: 1 }), latest: fc.array(says, { minLength: 1 }) }),
      ),
      async (script, store) => {
        let sent = 0;
        let asked = 0;
        const next = (method: keyof RateStore) => () => {
          const all = store![method];
          return all[asked++ % all.length]!();
        };
        const share = store ? ({ count: next("count"), latest: next("latest") } as RateStore) : undefined;
        const fetch = async () => {
          const [headers, status] = script[sent++ % script.length]!;
          return Response.json({}, { status, headers });
        };
        const client = connect("http://127.0.0.1:9", { fetch, retry: false, throttle: throttle({ share }) });
        const calls = Array.from({ length: 4 }, () => ending(() => client.GET("/me"), [down]));
        const ended = vi.fn<() => void>();
        // a minute each, and half of one for what a store is asked for
        const all = Promise.all(calls).finally(ended);
        all.catch(() => {});
        for (let minute = 0; minute < 4 * 4 && !ended.mock.calls.length; minute++) {
          await vi.advanceTimersByTimeAsync(60_000);
        }
        expect(ended).toHaveBeenCalledOnce();
        await all;
        // no window is asked about over and over
        expect(asked).toBeLessThan(4 * 200);
      },
    ),
    600,
    1,
  );
});

const jobs = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "pending",
      "in_progress",
      "completed",
      "no_data",
      "failed",
      "canceled",
      "queued",
      5,
      {},
    ),
  },
  { weight: 1, arbitrary: fc.constant(undefined) },
);
const steps = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        status: jobs,
        job_identifier: fc.constantFrom<unknown>("j1", undefined, "", 5, {}),
        id: ids,
        data: items,
      })
      .map((body): Reply => ({ status: 200, headers: {}, body: JSON.stringify(body) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(409, 404, 429),
        fc.constantFrom("A contact with id=6650a", "archived", "Only 1 pending", "", null),
      )
      .map(([status, message]): Reply => ({
        status,
        headers: { "Retry-After": "0" },
        body: JSON.stringify({ errors: [{ code: "conflict", message }] }),
      })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ status: statuses, headers: fc.constant({}), body: bodies, fault: faults }),
  },
);

test("whatever is answered, an export and an upsert end in what they are for or in an error of the client's", async () => {
  const { play, elsewhere } = await stage();
  await holds(
    fc.asyncProperty(
      fc.constantFrom("period", "job", "contact"),
      fc.array(steps, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (what, script, decompress) => {
        const { options: base, asked, end } = play(() => script);
        const { lines, options: told } = listener();
        const client = createIntercomClient({ version: "2.12", ...base, ...told, ...QUICK });
        const reason = new Error("long enough");
        const controller = new AbortController();
        const { signal } = controller;
        let looks = 0;
        const result = await ending<unknown>(async () => {
          if (what === "contact") {
            const search = { limit: 2, delayMs: 1 };
            return (await upsertContact(client, { external_id: "u-1", email: "a@example.com" }, { search }))
              .contact;
          }
          const job = what === "job" ? { jobIdentifier: "j0" } : { from: 1_772_323_200, to: 1_772_323_200 };
          // a job may take for ever; that is what the signal is for
          const onProgress = () => void (++looks > 20 && controller.abort(reason));
          const { status, stream } = await exportMessages(client, job, {
            ...QUICK,
            signal,
            decompress,
            poll: { minMs: 1, maxMs: 1 },
            onProgress,
          });
          expect(stream === undefined).toBe(status === "no_data");
          // what a file is cut off by is the stream's matter
          await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).bytes?.().catch(() => {});
          return status;
        }, [reason]);
        expect(result === undefined).toBe(false);
        expect(asked()).toBeLessThan(200);
        expect([result, lines].some(tells)).toBe(false);
        end();
      },
    ),
    600,
  );
  expect(elsewhere.seen).toEqual([]);
});
