import { beforeAll, describe, expect, it } from "vitest";
import { breached, judge, readCeilings, runGate, verdictLines, type GateResult } from "../src/gate.ts";
import { readmeProblems } from "../src/readme-table.ts";
import type { Row } from "../src/rows.ts";

describe("the packed packages", () => {
  let result: GateResult;

  beforeAll(async () => {
    result = await runGate();
  });

  it("stay below every ceiling", () => {
    expect(verdictLines(result).filter((line) => line.startsWith("BREACH"))).toEqual([]);
    expect(breached(result)).toBe(false);
  });

  it("are counted for every ceiling", () => {
    const counted = result.verdicts.map(({ key }) => key);
    expect(counted.toSorted()).toEqual(Object.keys(readCeilings()).toSorted());
  });

  it("are what the README's table says", () => {
    const ours = Object.fromEntries(result.verdicts.map(({ key, count }) => [key, count]));
    expect(readmeProblems({ ours })).toEqual([]);
  });
});

describe("ceilings", () => {
  it("are higher with every version where the count grows with them, and nowhere else", () => {
    const [two, three] = [readCeilings(2), readCeilings(3)];
    const higher = Object.keys(two).filter((key) => three[key]!.ceiling > two[key]!.ceiling);
    expect(higher).toEqual(["install.files", "install.bytes", "install.blocks"]);
    expect(two["install.bytes"]?.ceiling).toBe(2_000_000);
    expect(Object.values(two).filter((ceiling) => "perVersion" in ceiling)).toEqual([]);
  });
});

describe("judge", () => {
  const row: Row = {
    key: "install.files",
    label: "Installed files",
    unit: "files",
    samples: { ours: [75] },
  };

  it("lets a count be as high as its ceiling", () => {
    const result = judge([row], { "install.files": { ceiling: 75, reason: "Small." } });
    expect(breached(result)).toBe(false);
    expect(verdictLines(result)).toEqual(["holds   install.files is 75, at most 75"]);
  });

  it("names the count, the ceiling and its reason in a breach", () => {
    const result = judge([row], { "install.files": { ceiling: 74, reason: "Small." } });
    expect(breached(result)).toBe(true);
    expect(verdictLines(result)).toEqual(["BREACH  install.files is 75, but at most 74 is allowed: Small."]);
  });

  it("takes a count without a ceiling for a breach", () => {
    const result = judge([row], {});
    expect(breached(result)).toBe(true);
    expect(verdictLines(result)[0]).toContain("has no ceiling");
  });

  it("takes a ceiling that nothing is counted for as a breach", () => {
    const ceilings = {
      "install.files": { ceiling: 75, reason: "Small." },
      gone: { ceiling: 1, reason: "Once." },
    };
    const result = judge([row], ceilings);
    expect(breached(result)).toBe(true);
    expect(verdictLines(result)[1]).toContain("gone has a ceiling but is not counted");
  });
});
