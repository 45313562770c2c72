import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { repository } from "@intercom-openapi/support";
import { describe, expect, inject, test } from "vitest";
import { forbiddenIn, importsOf } from "../src/support/forbidden-code.ts";
import { readTarballs, type PackedPackage } from "../src/support/packed.ts";

const INTERCOM = ["api.intercom.io", "api.eu.intercom.io", "api.au.intercom.io"];
// what `appUrl` gives for links; nothing is ever sent there
const PAGES = ["app.intercom.com", "app.eu.intercom.com", "app.au.intercom.com"];
const packed = readTarballs(inject("tarballs"));
const client: PackedPackage = packed.find(({ name }) => name === "@intercom-openapi/client")!;
const modules = client.files.filter((file) => /\.c?js$/.test(file));

test("the published client runs no text as code, reads no environment, names no host but Intercom's three", () => {
  expect(modules).toEqual(expect.arrayContaining(["dist/index.js", "dist/index.cjs"]));
  const found = modules.flatMap((file) => {
    // CommonJS imports by a global
    const globals = file.endsWith(".cjs") ? ["require"] : [];
    return forbiddenIn(client.read(file), [...INTERCOM, ...PAGES], globals).map((what) => [file, what]);
  });
  expect(found).toEqual([]);
  const named = modules.filter((file) => INTERCOM.some((host) => client.read(file).includes(`//${host}`)));
  const calling = ["index", "oauth"].flatMap((entry) => [`dist/${entry}.cjs`, `dist/${entry}.js`]);
  expect(named, "the three are there").toEqual(calling);
});

test("the published client imports only openapi-fetch", () => {
  const imported = modules.flatMap((file) => importsOf(client.read(file)));
  expect([...new Set(imported)]).toEqual(["openapi-fetch"]);
});

test("openapi-fetch runs no text as code either; of the environment it reads Node's version", () => {
  const entry = createRequire(join(repository, "packages/client/package.json")).resolve("openapi-fetch");
  const module = readFileSync(entry.replace(/\.cjs$/, ".mjs"), "utf8");
  expect(forbiddenIn(module, [], ["process"])).toEqual([]);
});

describe("what would be found", () => {
  test.each([
    ["eval", `eval("1")`, "eval"],
    ["new Function", `new Function("return 1")()`, "Function"],
    ["a function's constructor", `(() => {}).constructor("return 1")()`, "constructor()"],
    ["import()", `await import("./x.js")`, "import()"],
    ["a timer of text", `setTimeout("f()", 1)`, "setTimeout of text"],
    ["process.env", `const key = process.env.TOKEN`, "process"],
    ["process.env by another way", `const key = globalThis["process"]?.["env"]`, "globalThis.process"],
    ["Deno.env", `Deno.env.get("TOKEN")`, "Deno"],
    ["import.meta.env", `const key = import.meta.env.TOKEN`, "import.meta"],
    ["another host", "fetch(`https://example.com/${path}`)", "the host example.com"],
  ])("%s", (_name, source, expected) => {
    expect(forbiddenIn(source, INTERCOM)).toContain(expected);
  });

  test("not the words in comments, property names and Intercom's own hosts", () => {
    const source = `// eval(process.env.X)\nconst a = { eval: 1, "process": 2 }.eval; fetch("https://api.eu.intercom.io/me")`;
    expect(forbiddenIn(source, INTERCOM)).toEqual([]);
  });
});
