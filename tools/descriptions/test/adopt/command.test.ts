import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { dump } from "js-yaml";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { lint } from "../../src/lint.ts";
import type { OpenApiDocument } from "../../src/openapi.ts";
import { readDescription } from "../../src/read.ts";
import { run } from "../../src/run.ts";
import { mini, NO_ACTIONS, specsWith } from "../mini.ts";
import { officialOf, THEIR_WORDS } from "./official.ts";

let specs: string;
let out: string[];

beforeEach(() => {
  out = [];
  const say = (line: unknown) => void out.push(String(line));
  vi.spyOn(console, "log").mockImplementation(say);
  vi.spyOn(console, "error").mockImplementation(say);
  specs = specsWith(yaml(mini()));
});

afterEach(() => vi.restoreAllMocks());

// one object stands at several places of it
const yaml = (value: unknown) => dump(value, { noRefs: true });
const ours = () => readFileSync(join(specs, "1.0/openapi.yaml"), "utf8");
const adopt = (...args: string[]) => run(["adopt", "1.0", "--specs", specs, ...args]);

function official(change: (document: OpenApiDocument) => unknown = () => undefined): string {
  const document = officialOf(mini());
  change(document);
  return yaml(document);
}

function fileOf(text: string): string {
  const file = join(specs, "official.yaml");
  writeFileSync(file, text);
  return file;
}

const withEmail = (d: OpenApiDocument) =>
  (d.components.schemas["contact"]!.properties!["email"] = { type: "string", description: THEIR_WORDS });

test("nothing is written where the facts are the same", async () => {
  const before = ours();
  expect(await adopt("--against", fileOf(official()))).toBe(0);
  expect(ours()).toBe(before);
  expect(out).toEqual(["1.0: 0 facts adopted"]);
});

test("facts are written with where they are from, and lint names what a person has to write", async () => {
  const file = fileOf(official(withEmail));
  expect(await adopt("--against", file, "--commit", "abc1234", "--date", "2026-12-01")).toBe(0);
  expect(out).toEqual(["1.0: 2 facts adopted"]);
  const description = await readDescription("1.0", specs);
  const { commit, date, sha256 } = description.published.info["x-source"];
  expect([commit, date]).toEqual(["abc1234", "2026-12-01"]);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  const [problem, ...others] = await lint(description);
  expect(others).toEqual([]);
  expect(problem?.pointer).toBe("#/components/schemas/contact/properties/email");
  expect(ours().split("\n")[problem!.line - 1]).toContain("email:");
  expect(await run(["drift", "1.0", "--specs", specs, "--against", file])).toBe(0);
});

test("a correction that they have made too is named, and the facts are written all the same", async () => {
  const update = { properties: { email: { type: "string" } } };
  const action = { target: "$.components.schemas.contact", update };
  specs = specsWith(yaml(mini()), dump({ ...NO_ACTIONS, actions: [action] }));
  const file = fileOf(official(withEmail));
  expect(await adopt("--against", file)).toBe(1);
  expect(ours()).toContain("email:");
  expect(out.join("\n")).toMatch(/overlay\.yaml:\d+ #\/actions\/0\/target\n.* changes nothing/);
  expect(await adopt("--against", file)).toBe(1);
  expect(out.slice(-2)[0]).toBe("1.0: 0 facts adopted");
});

describe("nothing is written, and one line says why, for", () => {
  let server: Server;
  let url: string;

  beforeEach(async () => {
    server = createServer((_, response) => response.writeHead(404).end("nothing here"));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  afterEach(() => void server.close());

  test.each<[string, string, RegExp]>([
    ["no YAML", "a: [", /official\.yaml is no YAML: /],
    ["a page of HTML", "<!doctype html><p>Sorry", /is no OpenAPI 3\.0 or 3\.1 description/],
    ["nothing at all", "", /is no (YAML|OpenAPI)/],
    ["another format", "swagger: '2.0'\npaths: {}", /is no OpenAPI 3\.0 or 3\.1 description/],
    [
      "a reference to nothing",
      official((d) => {
        d.paths["/contacts"]!.get!.parameters = [{ $ref: "#/components/parameters/none" }];
      }),
      /cannot be understood: nothing is at .*parameters\/none/,
    ],
    [
      "a method that nobody knows",
      official((d) => Object.assign(d.paths["/contacts"]!, { patch: {} })),
      /`patch`, which the tools do not know/,
    ],
    [
      "a schema that is none",
      official((d) => {
        d.components.schemas["contact"] = null as never;
      }),
      /cannot be understood/,
    ],
  ])("%s", async (_what, text, reason) => {
    const before = ours();
    expect(await adopt("--against", fileOf(text))).toBe(2);
    expect(out).toEqual([expect.stringMatching(reason)]);
    expect(out[0]).not.toContain("\n");
    expect(ours()).toBe(before);
  });

  test("a file that is not there", async () => {
    expect(await adopt("--against", join(specs, "none.yaml"))).toBe(2);
    expect(out).toEqual([expect.stringMatching(/none\.yaml cannot be read: ENOENT/)]);
  });

  test("an address that answers something else", async () => {
    expect(await adopt("--url", url)).toBe(2);
    expect(out).toEqual([`${url} cannot be read: the server answered 404`]);
  });

  test("an address where nobody answers", async () => {
    server.close();
    expect(await adopt("--url", url)).toBe(2);
    expect(out).toEqual([expect.stringMatching(/cannot be read: .*ECONNREFUSED/)]);
  });
});

test.each([
  [["adopt", "9.9", "--against", "x"], "No version 9.9: there are 1.0."],
  [["adopt"], "No version given"],
  [["adopt", "1.0"], "--against FILE or --url URL"],
  [["adopt", "1.0", "--against", "x", "--url", "y"], "not both"],
  [["adopt", "1.0", "--agains", "x"], "--agains"],
])("%j is no use of it", async (args, message) => {
  expect(await run([...args, "--specs", specs])).toBe(2);
  expect(out[0]).toContain(message);
  expect(out[0]).toContain("Usage: pnpm descriptions");
});
