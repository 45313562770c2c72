import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Missing, Report, type Check } from "../src/support/report.ts";

const ran: Check = { name: "Node", run: () => Promise.resolve("v1") };
const missing: Check = { name: "Browser", run: () => Promise.reject(new Missing("no browser")) };
const failed: Check = { name: "Deno", run: () => Promise.reject(new Error("wrong\nin detail")) };
let lines: string[];

beforeEach(() => {
  lines = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});

afterEach(() => vi.restoreAllMocks());

async function reportOf(...checks: Check[]): Promise<Report> {
  const report = new Report();
  await report.run(checks);
  return report;
}

test("what ran, what failed and what was not found is told by name", async () => {
  const report = await reportOf(ran, missing, failed);
  expect(lines.map((line) => line.replaceAll(/\s+/g, " "))).toEqual([
    expect.stringMatching(/^ok Node [\d.]+ s v1$/),
    expect.stringMatching(/^NOT RUN Browser [\d.]+ s no browser$/),
    expect.stringMatching(/^FAILED Deno [\d.]+ s wrong in detail$/),
  ]);
  expect(report.summary()).toBe("1 of 3 ran\nnot run, not found: Browser\nfailed: Deno");
});

test.each([
  ["everything ran", [ran], 0, 0],
  ["something was not found", [ran, missing], 0, 1],
  ["something failed", [ran, failed], 1, 1],
  ["nothing ran", [missing], 1, 1],
  ["nothing was chosen", [], 1, 1],
])("the exit code when %s", async (_case, checks, lenient, strict) => {
  const report = await reportOf(...checks);
  expect([report.exitCode(false), report.exitCode(true)]).toEqual([lenient, strict]);
});
