import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "@intercom-openapi/support";
import { readPage } from "../src/snippets/index.ts";

interface Option {
  name: string;
  /** Of a single call too, which the table marks. */
  ofCalls: boolean;
  /** From its docstring. */
  default?: string | undefined;
}

const source = ["options", "call-options"]
  .map((name) => readFileSync(join(repository, `packages/client/src/${name}.ts`), "utf8"))
  .join("\n");
const options = [
  ...membersOf("ServerOptions", false),
  ...membersOf("CommonOptions", false),
  ...membersOf("SharedOptions", true),
  ...membersOf("CallOptions", true),
];
const rows = [
  ...readPage("packages/client/README.md").matchAll(/^\| `(\w+)` +\| (.) +\| (.*?) +\| (.*?) +\|$/gm),
].map(([, name = "", mark, value = "", meaning = ""]) => ({ name, mark, value, meaning }));

/** The members of an interface, with what their docstrings give as default. */
function membersOf(name: string, ofCalls: boolean): Option[] {
  const [, body = ""] = new RegExp(`interface ${name}\\b.*?\\{\\n(.*?)^\\}`, "ms").exec(source) ?? [];
  const members = body.matchAll(/(?:^ {2}\/\*\*(?<doc>.*?)\*\/\n)?^ {2}(?<member>\w+)\??:/gms);
  return [...members].map(({ groups }) => ({
    name: groups?.["member"] ?? "",
    ofCalls,
    default: /@default (.*)/.exec(groups?.["doc"] ?? "")?.[1],
  }));
}

test("every option has a row in the client's README, and every row is an option", () => {
  expect(options.length).toBeGreaterThan(15);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(options.map(({ name }) => name).toSorted());
});

test.for(options.map((option) => [option.name, option] as const))(
  "the row of %s is right",
  ([name, option]) => {
    const row = rows.find((one) => one.name === name);
    expect(row?.mark).toBe(option.ofCalls ? "●" : " ");
    const value = row?.value.replaceAll("`", "") ?? "";
    // the table may say less than the docstring, not something else
    const known = option.default ? [option.default.slice(0, value.length || undefined)] : ["", "required"];
    expect(known).toContain(value);
  },
);

test("what else a call takes from openapi-fetch is named too", () => {
  const names = membersOf("OpenapiFetchOptions", true).map(({ name }) => name);
  const fetchers = names.filter((name) => /Serializer|middleware/.test(name));
  expect(fetchers).toHaveLength(3);
  const readme = readPage("packages/client/README.md");
  expect(fetchers.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
