import { closeSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { errorText, Scratch, writeWhole } from "../src/index.ts";

function scratch(): Scratch {
  const made = new Scratch();
  onTestFinished(() => made.remove());
  return made;
}

test("a file is not written into: whoever reads the old one goes on with the whole of it", () => {
  const file = scratch().write("a/b.txt", "old");
  const reader = openSync(file, "r");
  writeWhole(file, "new");
  expect(readFileSync(reader, "utf8")).toBe("old");
  expect(readFileSync(file, "utf8")).toBe("new");
  closeSync(reader);
});

test("what cannot be written leaves nothing behind", () => {
  const folder = scratch();
  mkdirSync(folder.file("b.txt/c"), { recursive: true });
  expect(() => writeWhole(folder.file("b.txt"), "text")).toThrow(/b\.txt/);
  expect(readdirSync(folder.path)).toEqual(["b.txt"]);
});

test("an error of the program's own is printed with its place, any other in words", () => {
  expect(errorText(new Error("There is no such thing"))).toBe("There is no such thing");
  expect(errorText(new TypeError("x is not a function"))).toContain("files.test.ts");
  expect(errorText("text")).toBe("text");
});

test("what a command line cannot mean is said above its usage", () => {
  const usage = "Usage: pnpm walk";
  const unknown = (() => {
    try {
      return parseArgs({ args: ["--fats"], options: { fast: { type: "boolean" } } });
    } catch (error) {
      return errorText(error, usage);
    }
  })();
  expect(unknown).toBe(`Unknown option '--fats'\n\n${usage}`);
  expect(errorText(new Error("There is no such thing"), usage)).not.toContain(usage);
});
