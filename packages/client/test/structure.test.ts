import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PACKAGE_VERSION } from "../src/generated/package-version.ts";

const root = new URL("..", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), "utf8");
const files = readdirSync(new URL("src", root), { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const manifest = JSON.parse(read("package.json")) as {
  version: string;
  dependencies: Record<string, string>;
};

test.each(files)("src/%s is short and needs no Node", (file) => {
  const source = read(`src/${file}`);
  expect(source.split("\n").length).toBeLessThan(260);
  const imports = [...source.matchAll(/from "([^"]+)"/g)].map(([, from]) => from);
  for (const from of imports) expect(from).toMatch(/^(\.\/|\.\.\/|openapi-fetch$|@intercom-openapi\/types-)/);
  const code = source.replaceAll(/\/\*.*?\*\//gs, "");
  expect(code).not.toMatch(/\bprocess\.|\bBuffer\b|\brequire\(/);
});

test("there is one runtime dependency besides the types", () => {
  const names = Object.keys(manifest.dependencies).filter(
    (name) => !name.startsWith("@intercom-openapi/types-"),
  );
  expect(names).toEqual(["openapi-fetch"]);
});

test("the version in the User-Agent is the package's: pnpm generate writes it", () => {
  expect(PACKAGE_VERSION).toBe(manifest.version);
});

test("the picture of the chain in the README names the links in their order", () => {
  const source = read("src/client.ts");
  const links = [...source.matchAll(/\b(with\w+|send)\(\s*call/g)].map(([, name]) => name!);
  expect(links).toEqual(["withDeadline", "withRetry", "withTimeout", "withToken", "send"]);
  const picture = /```text\n(.*?)```/s.exec(read("README.md"))?.[1] ?? "";
  const drawn = [...picture.matchAll(/[\w-]+\.ts/g)].map(([name]) => name);
  expect(drawn).toEqual([
    "client.ts",
    "limits.ts",
    "retry.ts",
    "limits.ts",
    "authorize.ts",
    "send.ts",
    "answer.ts",
  ]);
  for (const file of drawn) expect(files).toContain(file);
});
