import { expect, test } from "vitest";
import { paginate } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { passing, stopClock } from "./support/clock.ts";
import { items, scrolling } from "./support/lists.ts";
import { json, problem, serve } from "./support/serve.ts";

test("asks for another scroll's end after each sixth of `scrollWaitMs`, and no longer", async () => {
  stopClock();
  const at: number[] = [];
  const fetch = async () => {
    at.push(performance.now());
    return Response.json({ errors: [{ code: "scroll_exists" }] }, { status: 400 });
  };
  const list = paginate(connect("http://127.0.0.1:1", { fetch }), "GET", "/companies/scroll", {
    scrollWaitMs: 6000,
  });
  expect(await rejection(passing(list.toArray()))).toMatchObject({ code: "scroll_exists" });
  expect(at.map((ms) => ms - at[0]!)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000]);
});

test("waits out another scroll with a saved cursor, and goes on from there", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count === 1
      ? problem(answer, 400, "scroll_exists")
      : json(answer, 200, { data: items(2), scroll_param: null }),
  );
  const list = paginate(connect(url), "GET", "/companies/scroll", {
    startingAfter: "saved",
    scrollWaitMs: 6,
  });
  expect(await list.toArray()).toEqual(items(2));
  expect(seen.map((one) => one.url)).toEqual(Array(2).fill("/companies/scroll?scroll_param=saved"));
});

test("comes back to where it was, however many pages that is, and gives what was added meanwhile", async () => {
  const all = items(60);
  const scroll = scrolling(all, {
    size: 1,
    broken: {
      51: (answer) => {
        all.unshift({ id: "new" });
        problem(answer, 500);
      },
    },
  });
  const { url, seen } = await serve(scroll.handler);
  const got = await paginate(connect(url), "GET", "/companies/scroll").toArray();
  expect(got).toEqual([...items(50), { id: "new" }, ...items(60).slice(50)]);
  expect(seen).toHaveLength(51 + 62);
});
