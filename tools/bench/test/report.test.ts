import { describe, expect, it } from "vitest";
import type { Prepared } from "../src/contenders.ts";
import { json, markdown, type Run } from "../src/report.ts";
import { isMet, median, ratioTo, type Row } from "../src/rows.ts";

const contender = (id: Prepared["id"]): Prepared => ({
  id,
  name: id,
  directory: "",
  version: "1.0.0",
});

const time: Row = {
  key: "startup.readyMs",
  label: "Ready",
  unit: "ms",
  // the second round was twice as slow for both
  samples: { ours: [10, 20, 11], "openapi-fetch": [8, 16, 11] },
  aims: [{ against: "openapi-fetch", atMost: 1.2 }],
};

const count: Row = {
  key: "install.files",
  label: "Files",
  unit: "files",
  samples: { ours: [75] },
};

const run: Run = {
  title: "Some beside others",
  note: "Read it with care.",
  contenders: [contender("ours"), contender("openapi-fetch")],
  rows: [count, time],
  ceilings: { "install.files": { ceiling: 120, reason: "Small." } },
  missing: ["intercom-client@7.0.3 could not be installed: npm E404"],
  environment: { Node: "20.19.0" },
};

describe("median", () => {
  it("is the middle value, or the mean of the two in the middle", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([7])).toBe(7);
  });
});

describe("ratioTo", () => {
  it("pairs the rounds, so that a slow one does not count", () => {
    expect(ratioTo(time, "openapi-fetch")).toBe(1.25);
  });

  it("is nothing for a contender that was not measured", () => {
    expect(ratioTo(time, "fetch")).toBeUndefined();
  });
});

describe("isMet", () => {
  it("holds the ratio, or where an aim names no other the value, to both ends", () => {
    expect(isMet(time, { against: "openapi-fetch", atMost: 1.25 })).toBe(true);
    expect(isMet(time, { against: "openapi-fetch", atLeast: 1.3 })).toBe(false);
    expect(isMet(time, { atMost: 11 })).toBe(true);
    expect(isMet(time, { atMost: 10 })).toBe(false);
  });

  it("is nothing where the other was not measured", () => {
    expect(isMet(time, { against: "fetch", atMost: 1 })).toBeUndefined();
  });
});

describe("the report", () => {
  it("begins with what is compared, and how to read it", () => {
    expect(markdown(run)).toMatch(/^# Some beside others\n\nNode 20\.19\.0\n[^]*\nRead it with care\.\n/);
  });

  it("has counts and times under their own headings, with ratios and aims", () => {
    const table = markdown(run)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    expect(table.slice(2)).toEqual([
      "| **Counts: the same on every machine** |  |  |  |  |",
      "| Files | files | 75 | – | ≤ 120: met |",
      "| **Times and memory: of this machine** |  |  |  |  |",
      "| Ready | ms | 11.0 | 11.0 (1.25) | ≤ 1.2 × openapi-fetch: **missed** |",
    ]);
  });

  it("says what could not be measured", () => {
    expect(markdown(run)).toContain("- intercom-client@7.0.3 could not be installed: npm E404");
  });

  it("keeps every round in the JSON, counts apart", () => {
    const parsed = JSON.parse(json(run)) as { counts: object; measured: object };
    expect(parsed.counts).toEqual({ "install.files": { label: "Files", unit: "files", ours: 75 } });
    expect(parsed.measured).toEqual({
      "startup.readyMs": {
        label: "Ready",
        unit: "ms",
        median: { ours: 11, "openapi-fetch": 11 },
        ratio: { "openapi-fetch": 1.25 },
        rounds: { ours: [10, 20, 11], "openapi-fetch": [8, 16, 11] },
      },
    });
  });
});
