import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TOPICS } from "../src/webhooks/topics.ts";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const readme = read("README.md");

test("the table of options has each of them", () => {
  const [, body = ""] = /interface LocalIntercomOptions \{\n(.*?)^\}/ms.exec(read("src/options.ts")) ?? [];
  const options = [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name);
  const [, section = ""] = /^## Options\n(.*?)^## /ms.exec(readme) ?? [];
  const rows = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(options.length).toBeGreaterThan(15);
  expect(rows.toSorted()).toEqual(options.toSorted());
});

test("the table of topics has each of them, and no other", () => {
  const [, section = ""] = /^## Webhooks\n(.*?)^## /ms.exec(readme) ?? [];
  const rows = section.split("\n").filter((line) => line.startsWith("| a"));
  const named = rows.flatMap((row) => [...row.matchAll(/`([\w.]+)`/g)].map(([, topic]) => topic));
  expect(named.toSorted()).toEqual([...TOPICS].toSorted());
});
