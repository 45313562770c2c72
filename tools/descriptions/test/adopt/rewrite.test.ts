import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { rewriteYaml } from "../../src/adopt/rewrite.ts";
import { apiVersions, filesOf } from "../../src/read.ts";

const TEXT = `# at the top
first: 1 # one

# about the list
list:
  - name: x # its name
    words: >-
      folded by
      hand

      # no comment
  # about the second
  - 'single'
  - - 1
    - 2
'quoted': {a: [1, 2], b: "}"}
empty:
last: |
  kept
  # as it is
# at the end
`;

type Value = Record<string, unknown> & { list: [Record<string, unknown>, string, number[]] };

function rewritten(change: (value: Value) => unknown, renamed?: Map<string, string>): string {
  const value = load(TEXT) as Value;
  change(value);
  const text = rewriteYaml(TEXT, load(TEXT), value, renamed);
  expect(load(text)).toEqual(value);
  return text;
}

describe("only what differs is written anew", () => {
  test.each<[string, (value: Value) => unknown, string, string]>([
    ["nothing", () => undefined, "", ""],
    ["a value, whose comment stays", (v) => (v["first"] = 2), "first: 1 #", "first: 2 #"],
    ["a value in a list's map", (v) => (v.list[0]["name"] = "z"), "name: x", "name: z"],
    ["an item, whose comment stays", (v) => (v.list[1] = "other"), "- 'single'", "- other"],
    ["an item of a list in a list", (v) => v.list[2].push(3), "    - 2\n", "    - 2\n    - 3\n"],
    ["a key that goes", (v) => delete v.list[0]["name"], "- name: x # its name\n    words", "- words"],
    ["a flow map", (v) => (v["quoted"] = { a: 1 }), ` {a: [1, 2], b: "}"}`, "\n  a: 1"],
    ["a value where there was none", (v) => (v["empty"] = "0"), "empty:", `empty: "0"`],
    ["a block", (v) => (v["last"] = "short"), "|\n  kept\n  # as it is", "short"],
    [
      "a key more",
      (v) => (v["more"] = [{ a: 1, b: [] }]),
      "# at the end",
      "more:\n  - a: 1\n    b: []\n# at the end",
    ],
    [
      "a list that is empty now",
      (v) => ((v["list"] as unknown) = []),
      TEXT.slice(TEXT.indexOf("\n  - name"), TEXT.indexOf("\n'quoted'")),
      " []",
    ],
  ])("%s", (_what, change, before, after) => {
    expect(rewritten(change)).toBe(TEXT.replace(before, () => after));
  });
});

test("a key that is only renamed keeps its value as it is written", () => {
  const renamed = (value: Value) => {
    value["items"] = value.list;
    delete (value as Record<string, unknown>)["list"];
  };
  expect(rewritten(renamed, new Map([["items", "list"]]))).toContain("items:\n  - name: x # its name\n");
});

test("a file with aliases is refused, as one place of it may stand for others", () => {
  expect(() => rewriteYaml("a: &x [1]\nb: *x\n", { a: [1], b: [1] }, { a: [2], b: [1] })).toThrow("aliases");
});

test.each(apiVersions())("with an entry more in every map, the rest of %s stays byte for byte", (version) => {
  const text = readFileSync(filesOf(version).description, "utf8");
  const after = rewriteYaml(text, load(text), withOneMore(load(text)));
  expect(after.split("\n").length).toBeGreaterThan(text.split("\n").length * 1.1);
  expect(after.replaceAll(/\n *one_more: 1$/gm, "") === text).toBe(true);
});

function withOneMore(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withOneMore);
  if (typeof node !== "object" || node === null || Object.keys(node).length === 0) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, withOneMore(value)]);
  return { ...Object.fromEntries(entries), one_more: 1 };
}
