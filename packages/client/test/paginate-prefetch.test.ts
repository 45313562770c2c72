import { setImmediate as turn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { paginate } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { cursorInQuery, items } from "./support/lists.ts";
import { problem, roundTrip, serve } from "./support/serve.ts";

class Reason extends Error {}

test("prefetch: the next page is under way while this one is worked on, and no more than one", async () => {
  const { url, seen, arrived, idle } = await serve(cursorInQuery(items(250)));
  const ahead: number[] = [];
  const sizes: number[] = [];
  for await (const page of paginate(connect(url), "GET", "/contacts", { prefetch: 1 }).pages()) {
    sizes.push(page.items.length);
    await arrived(Math.min(sizes.length + 1, 5));
    await idle();
    // one more would follow its answer
    await roundTrip();
    ahead.push(seen.length);
  }
  expect(sizes).toEqual([50, 50, 50, 50, 50]);
  expect(ahead).toEqual([2, 3, 4, 5, 5]);
});

test("without prefetch the next page is not asked for until this one is done", async () => {
  const { url, seen } = await serve(cursorInQuery(items(150)));
  const ahead: number[] = [];
  for await (const _ of paginate(connect(url), "GET", "/contacts").pages()) {
    await roundTrip();
    ahead.push(seen.length);
  }
  expect(ahead).toEqual([1, 2, 3]);
});

test("prefetch keeps the order, however long a page takes", async () => {
  const all = items(500);
  const answerWell = cursorInQuery(all);
  const { url } = await serve(async (answer, seen, count) => {
    if (count % 2) await roundTrip();
    answerWell(answer, seen, count);
  });
  expect(await paginate(connect(url), "GET", "/contacts", { prefetch: 1 }).toArray()).toEqual(all);
});

/** A promise of a client's first failure, and the hooks that tell of it. */
function failure() {
  let onError!: () => void;
  const failed = new Promise<void>((resolve) => (onError = resolve));
  return { failed, hooks: { onError } };
}

test("prefetch: the failure of a page is thrown after the items before it", async () => {
  const answerWell = cursorInQuery(items(150));
  const { url } = await serve((answer, seen, count) =>
    count === 2 ? problem(answer, 403, "forbidden") : answerWell(answer, seen, count),
  );
  const { failed, hooks } = failure();
  let got = 0;
  const walk = async () => {
    for await (const _ of paginate(connect(url, { hooks }), "GET", "/contacts", { prefetch: 1 })) {
      got++;
      if (got === 1) await failed;
    }
  };
  expect(await rejection(walk())).toMatchObject({ status: 403 });
  expect(got).toBe(50);
});

test("prefetch: leaving early ends the request ahead, and its failure disturbs nobody", async () => {
  const unhandled = vi.fn<() => void>();
  process.on("unhandledRejection", unhandled);
  const answerWell = cursorInQuery(items(150));
  const { url, seen, arrived, idle } = await serve((answer, one, count) => {
    if (count !== 2) answerWell(answer, one, count);
  });
  for await (const _ of paginate(connect(url), "GET", "/contacts", { prefetch: 1 })) {
    await arrived(2);
    break;
  }
  await idle();
  await roundTrip();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(seen).toHaveLength(2);
});

test("prefetch: a failed page ahead that is never asked for disturbs nobody", async () => {
  const unhandled = vi.fn<() => void>();
  process.on("unhandledRejection", unhandled);
  const answerWell = cursorInQuery(items(150));
  const { url } = await serve((answer, one, count) =>
    count === 2 ? problem(answer, 403, "forbidden") : answerWell(answer, one, count),
  );
  const { failed, hooks } = failure();
  for await (const _ of paginate(connect(url, { hooks }), "GET", "/contacts", { prefetch: 1 })) {
    await failed;
    await turn();
    break;
  }
  await turn();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test("the caller's own abort is told while a page is fetched ahead", async () => {
  const answerWell = cursorInQuery(items(500));
  const { url, arrived } = await serve((answer, one, count) => {
    if (count < 2) answerWell(answer, one, count);
  });
  const onError = vi.fn<(event: { error: unknown }) => void>();
  const controller = new AbortController();
  const list = paginate(connect(url, { hooks: { onError } }), "GET", "/contacts", {
    prefetch: 1,
    signal: controller.signal,
  });
  const read = list.pages()[Symbol.asyncIterator]();
  await read.next();
  await arrived(2);
  const reason = new Reason("no longer wanted");
  controller.abort(reason);
  expect(await rejection(read.next())).toBe(reason);
  await turn();
  expect(onError.mock.calls).toMatchObject([[{ error: reason }]]);
});
