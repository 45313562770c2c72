import { describe, expect, test } from "vitest";
import { newBudget } from "../src/throttle/budget.ts";

/** An answer that a server with the clock of 1970 gave: window by window of ten seconds. */
function answer(reset: number, remaining: number, atSeconds: number, limit = 100): Response {
  const headers = {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(reset),
    date: new Date(Math.floor(atSeconds) * 1000).toUTCString(),
  };
  return new Response(null, { headers });
}

/** A budget after one answer: 50 of 100 calls are left until 10 seconds, it is 4 seconds, and nothing is under way. */
function begun() {
  const budget = newBudget(0);
  budget.send(4000);
  budget.answered(4000, 4000, answer(10, 50, 4));
  return budget;
}

describe("the budget", () => {
  test("takes this machine's time where an answer's `Date` is none", () => {
    const reset = Math.floor(Date.now() / 1000) + 10;
    const told = answer(reset, 50, 0);
    told.headers.set("date", "5");
    const budget = newBudget(0);
    budget.send(0);
    budget.answered(0, 0, told);
    expect(budget.isOver(10_001)).toBe(true);
  });

  test("spreads what is left over the time that is left", () => {
    const budget = begun();
    // 6,000 ms for 50 calls
    expect(budget.waitMs(4000)).toBe(120);
    expect(budget.waitMs(4130)).toBeLessThanOrEqual(0);
    budget.send(4130);
    expect(budget.waitMs(4130)).toBeGreaterThan(110);
  });

  test("goes by this machine's wait, not by its clock", () => {
    // the server's clock says 1970, this machine's something else
    expect(begun().isOver(9999)).toBe(false);
    expect(begun().isOver(10_000)).toBe(true);
  });

  test("takes the end of the window from the answer that came soonest after the second", () => {
    const budget = newBudget(0);
    budget.send(4900);
    budget.answered(4900, 4900, answer(10, 50, 4.9));
    expect(budget.isOver(10_500)).toBe(false);
    budget.send(5010);
    budget.answered(5010, 5010, answer(10, 49, 5.01));
    expect(budget.isOver(10_020)).toBe(true);
  });

  test("counts calls that are under way as if no answer knew of them", () => {
    const budget = begun();
    for (let call = 0; call < 50; call++) budget.send(4200);
    expect(budget.waitMs(5000)).toBe(5000);
    budget.answered(5000, 4200, answer(10, 40, 5));
    // 40 are left, 49 are under way
    expect(budget.waitMs(5000)).toBe(5000);
  });

  test("is not misled by answers that overtake each other", () => {
    const budget = begun();
    budget.send(4200);
    budget.send(4200);
    budget.answered(4300, 4200, answer(10, 0, 4));
    budget.answered(4300, 4200, answer(10, 1, 4));
    expect(budget.waitMs(4300)).toBe(5700);
  });

  test("is not misled by an answer from the window before", () => {
    const budget = begun();
    budget.send(9900);
    budget.send(9950);
    budget.answered(10_100, 9950, answer(20, 99, 10));
    budget.answered(10_200, 9900, answer(10, 0, 9));
    expect(budget.waitMs(10_200)).toBeLessThan(200);
  });

  test("takes a call that was not answered for one that was counted", () => {
    const budget = begun();
    for (let call = 0; call < 50; call++) {
      budget.send(4000);
      budget.answered(4000, 4000, undefined);
    }
    expect(budget.waitMs(4000)).toBe(6000);
  });

  test("sends no more at once while the first calls are not answered", () => {
    const budget = newBudget(0);
    for (let call = 0; call < 3; call++) {
      expect(budget.waitMs(0)).toBe(0);
      budget.send(0);
      expect(budget.waitMs(0)).toBe(Infinity);
      budget.answered(0, 0, undefined);
    }
  });

  test("waits for as long as a refusal says", () => {
    const budget = begun();
    budget.send(4000);
    const refusal = new Response(null, { status: 429, headers: { "retry-after": "2" } });
    budget.answered(4500, 4000, refusal);
    expect(budget.waitMs(5500)).toBe(1000);
    expect(budget.waitMs(6500)).toBeLessThan(200);
  });

  test("takes a window without an answer to be as long as the longest before", () => {
    const budget = begun();
    budget.send(4100);
    budget.answered(8000, 4100, answer(10, 49, 8));
    budget.next(10_000);
    expect(budget.isOver(15_999)).toBe(false);
    expect(budget.isOver(16_000)).toBe(true);
    budget.send(17_500);
    budget.answered(17_500, 17_500, answer(20, 49, 17.5));
    budget.next(20_000);
    expect(budget.isOver(25_999)).toBe(false);
  });

  test("is not misled by an answer from before the window began", () => {
    const budget = begun();
    budget.send(9900);
    budget.next(10_000);
    budget.answered(10_100, 9900, answer(10, 0, 9));
    expect(budget.waitMs(10_200)).toBeLessThan(200);
  });

  test("believes an answer that says the window is not over yet", () => {
    const budget = begun();
    budget.next(10_000);
    budget.send(10_000);
    budget.answered(10_100, 10_000, answer(10, 0, 9));
    expect(budget.waitMs(10_200)).toBe(900);
  });

  test("lets a call go after windows without an answer, whatever the limit was", () => {
    const budget = newBudget(0);
    budget.send(1000);
    budget.answered(1000, 1000, answer(10, 0, 1, 0));
    expect(budget.waitMs(1000)).toBe(9000);
    budget.next(10_000);
    expect(budget.waitMs(10_000)).toBeLessThan(9000);
    expect(budget.waitMs(18_000)).toBeLessThanOrEqual(0);
  });

  test("gives windows the same names on every machine", () => {
    const [one, other] = [begun(), begun()];
    one.next(10_000);
    expect(one.toCount()[0]).toBe("10.0");
    // the other one sees the new window before it knew that the old one is over
    other.send(9990);
    expect(other.answered(10_050, 9990, answer(20, 99, 10))).toEqual({ reset: 20, limit: 100, name: "10.0" });
    // a third was away
    const third = begun();
    third.learn(10_050, { reset: 20, limit: 100, name: "10.0" });
    expect(third.toCount()[0]).toBe("10.0");
  });

  test("gives the first window one name too, however long it took to know of it", () => {
    const budget = newBudget(0);
    budget.next(0);
    budget.next(2000);
    expect(budget.toCount()).toEqual(["0.0", 1]);
    budget.send(4000);
    expect(budget.answered(4000, 4000, answer(10, 50, 4))).toMatchObject({ name: "0.0" });
  });

  test("counts under the name that another machine gave to the window", () => {
    const budget = begun();
    expect(budget.learn(4100, { reset: 5, limit: 100, name: "x" })).toBe(true);
    expect(budget.toCount()[0]).toBe("0.0");
    expect(budget.learn(4100, { reset: 10, limit: 100, name: "y" })).toBe(true);
    expect(budget.toCount()[0]).toBe("y");
    // of what is left, another machine knows no more than the answers
    expect(budget.waitMs(4000)).toBe(120);
    // the name of a window that is over is none of the next
    budget.next(10_000);
    expect(budget.learn(10_100, { reset: 10, limit: 100, name: "y" })).toBe(true);
    expect(budget.toCount()[0]).toBe("10.0");
  });

  test("counts the calls that may belong to a window with the first that surely does", () => {
    const budget = begun();
    expect(budget.toCount()).toEqual(["0.0", 1]);
    budget.learn(4100, { reset: 20, limit: 100, name: "10.0" });
    // the one that told of it, and the next
    expect(budget.toCount()).toEqual(["10.0", 2]);
    for (let call = 0; call < 3; call++) budget.send(4100);
    expect(budget.toCount()).toEqual(["10.0", 5]);
    // answered since then: they were in it all the same
    for (let call = 0; call < 3; call++) budget.answered(4200, 4100, answer(20, 90, 10));
    expect(budget.toCount()).toEqual(["10.0", 5]);
    expect(budget.hasCounted("10.0", 5)).toBe(true);
    expect(budget.toCount()).toEqual(["10.0", 1]);
    // of the next window, only those under way may be in it
    for (let call = 0; call < 3; call++) budget.send(9900);
    budget.next(10_000);
    expect(budget.toCount()).toEqual(["20.0", 4]);
  });

  test("has room for as many calls of all machines as the limit says, counted in this window", () => {
    const budget = begun();
    expect(budget.hasCounted("0.0", 100)).toBe(true);
    expect(budget.hasCounted("0.0", 101)).toBe(false);
    expect(budget.waitMs(4000)).toBe(6000);
    budget.next(10_000);
    expect(budget.hasCounted("0.0", 1)).toBe(false);
    expect(budget.hasCounted("0.0", 100)).toBe(false);
    expect(budget.waitMs(10_000)).toBeLessThan(200);
  });

  test("drops a window that an answer to a later call contradicts, however far away its end is", () => {
    const budget = begun();
    budget.send(4100);
    budget.answered(4200, 4100, answer(3000, 0, 4));
    expect(budget.waitMs(4200)).toBeGreaterThan(2_000_000);
    // sent before that was told, so it may belong to the window before
    budget.send(4150);
    budget.answered(4300, 4150, answer(10, 40, 4));
    expect(budget.waitMs(4300)).toBeGreaterThan(2_000_000);
    budget.send(4400);
    budget.answered(4500, 4400, answer(10, 39, 4));
    expect(budget.waitMs(4500)).toBeLessThan(200);
    // nor is it believed when another machine tells of it
    expect(budget.learn(4600, { reset: 3000, limit: 100, name: "10.0" })).toBe(true);
    expect(budget.waitMs(4600)).toBeLessThan(200);
    // and the windows after it are as long as the real ones
    budget.next(10_000);
    expect(budget.isOver(20_000)).toBe(true);
  });

  test.each<[string, object]>([
    ["a day ahead", { reset: 86_400, limit: 100, name: "10.0" }],
    ["in milliseconds", { reset: 20_000, limit: 100, name: "10.0" }],
    ["NaN", { reset: NaN, limit: 100, name: "10.0" }],
    ["endless", { reset: Infinity, limit: 100, name: "10.0" }],
    ["with a limit that is no number", { reset: 20, limit: "many", name: "10.0" }],
    ["with a limit below nothing", { reset: 20, limit: -1, name: "10.0" }],
    ["without a name", { reset: 20, limit: 100 }],
    ["of something else", { hello: "world" }],
  ])("does not believe a machine's window %s", (_, window) => {
    const budget = begun();
    expect(budget.learn(4100, window as Parameters<typeof budget.learn>[1])).toBe(false);
    expect(budget.waitMs(4100)).toBeLessThan(200);
    expect(budget.isOver(10_000)).toBe(true);
  });

  test("takes a window that is long over for what it is", () => {
    const budget = begun();
    expect(budget.learn(4100, { reset: -86_400, limit: 1, name: "x" })).toBe(true);
    expect(budget.toCount()[0]).toBe("0.0");
    expect(budget.waitMs(4000)).toBe(120);
    expect(budget.isOver(4100)).toBe(false);
  });

  test("believes a machine's window however long this one has been running", () => {
    const budget = newBudget(0);
    const day = 86_400;
    budget.send(day * 1000);
    budget.answered(day * 1000, day * 1000, answer(day + 10, 50, day));
    expect(budget.learn(day * 1000 + 100, { reset: day + 20, limit: 100, name: "x" })).toBe(true);
    expect(budget.learn(day * 1000 + 100, { reset: day * 2, limit: 100, name: "x" })).toBe(false);
  });
});
