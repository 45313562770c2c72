import { expect, test } from "vitest";
import { closureOf } from "../src/support/mirror.ts";

const needs = (...names: string[]) => ({
  dependencies: Object.fromEntries(names.map((name) => [name, "1.0.0"])),
});

test("what a package needs is the nearest of that name, and found once", () => {
  const installed = {
    "node_modules/a": needs("b", "@s/c"),
    "node_modules/a/node_modules/b": needs("d"),
    "node_modules/b": needs(),
    "node_modules/@s/c": needs("b", "a"),
    "node_modules/d": needs("optional"),
    "node_modules/e": needs(),
  };
  expect(closureOf(installed, ["a"])).toEqual([
    "node_modules/a",
    "node_modules/a/node_modules/b",
    "node_modules/d",
    "node_modules/@s/c",
    "node_modules/b",
  ]);
});
