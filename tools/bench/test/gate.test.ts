import { beforeAll, describe, expect, it } from "vitest";
import { judge, readCeilings, type GateResult } from "../src/gate.ts";
import { readmeProblems } from "../src/report/readme-table.ts";
import { breached, verdictLines } from "../src/report/verdicts.ts";
import { runGate } from "../src/run-gate.ts";
import type { Row } from "../src/row.ts";

describe("the packed packages", () => {
  let result: GateResult;

  beforeAll(async () => {
    result = await runGate();
  });

  it("stay below every ceiling", () => {
    expect(verdictLines(result).filter((line) => line.startsWith("BREACH"))).toEqual([]);
    expect(breached(result)).toBe(false);
  });

  it("are counted for every ceiling, but for programs that the client cannot compile yet", () => {
    const counted = result.verdicts.map(({ key }) => key);
    expect([...counted, ...result.missing].toSorted()).toEqual(Object.keys(readCeilings()).toSorted());
    expect(result.missing.every((key) => key.includes(".everything."))).toBe(true);
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
    group: "install",
    key: "install.files",
    label: "Installed files",
    unit: "files",
    exact: true,
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

  it("takes a ceiling that nothing is counted for, and nothing is missing for, as a breach", () => {
    const ceilings = {
      "install.files": { ceiling: 75, reason: "Small." },
      gone: { ceiling: 1, reason: "Once." },
    };
    expect(breached(judge([row], ceilings))).toBe(true);
    expect(breached(judge([row], ceilings, ["gone"]))).toBe(false);
  });
});
