import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Response } from "../src/openapi.ts";
import { run } from "../src/run.ts";
import { mini, specsWith } from "./mini.ts";

let said: string;

beforeEach(() => {
  said = "";
  for (const method of ["log", "error"] as const)
    vi.spyOn(console, method).mockImplementation((text: unknown) => void (said += `${String(text)}\n`));
});

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ["No command given", []],
  ["No command constructor", ["constructor"]],
  ["lint does not know what to do with 2.12", ["lint", "2.12"]],
  ["diff does not know what to do with 3.0", ["diff", "1.0", "2.0", "3.0"]],
  ["check has no option --date", ["check", "--date", "2026-01-01"]],
  ["drift has no option --commit", ["drift", "1.0", "--commit", "abc"]],
  ["Unknown option '--bse'", ["changeset", "--bse", "main"]],
  ["No version given: there are 1.0", ["diff", "1.0"]],
])("what a command line cannot mean is said above the usage: %s", async (reason, args) => {
  const specs = args.length > 0 ? ["--specs", specsWith(mini())] : [];
  expect(await run([...args, ...specs])).toBe(2);
  expect(said).toContain(reason);
  expect(said).toContain("Usage: pnpm descriptions");
});

test("a folder without a version is named, without a trace of the program", async () => {
  expect(await run(["lint", "--specs", import.meta.filename])).toBe(1);
  expect(said).toContain("There is no version here");
  expect(said).not.toContain("    at ");
});

test("drift holds each of their examples against our answer, also where they refer to a shared one", async () => {
  const theirs = mini();
  const { get } = theirs.paths["/contacts"]!;
  theirs.components.responses = { Wrong: get!.responses["401"] as Response };
  get!.responses["401"] = { $ref: "#/components/responses/Wrong" };
  const specs = specsWith(mini());
  const against = join(specs, "theirs.yaml");
  writeFileSync(against, JSON.stringify(theirs));
  await run(["drift", "1.0", "--against", against, "--specs", specs]);
  expect(said).toContain("1.0: 2 of their 2 4xx examples fit");
});
