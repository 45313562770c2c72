import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, Scratch } from "@intercom-openapi/support";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { OpenApiDocument } from "../src/openapi.ts";
import { run } from "../src/run.ts";
import { contact, edited, mini } from "./mini.ts";

describe("pnpm descriptions changeset", () => {
  const scratches: Scratch[] = [];
  let root: string;
  const git = (...args: string[]) =>
    command("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args]);
  const pending = () => readdirSync(join(root, ".changeset"));
  const text = () => readFileSync(join(root, ".changeset", pending()[0]!), "utf8");
  const changeset = (...args: string[]) => run(["changeset", "--specs", join(root, "specs"), ...args]);

  function write(document: OpenApiDocument, specs = join(root, "specs")): void {
    const folder = join(specs, document.info.version);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "openapi.yaml"), JSON.stringify(document, null, 2));
  }

  function temporary(): string {
    const scratch = new Scratch();
    scratches.push(scratch);
    return scratch.path;
  }

  beforeEach(async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    vi.spyOn(console, "error").mockImplementation(() => {});
    root = temporary();
    write(mini());
    await git("init", "--quiet");
    await git("add", ".");
    await git("commit", "--quiet", "-m", "first");
  });

  afterEach(() => {
    vi.restoreAllMocks();
    for (const scratch of scratches.splice(0)) scratch.remove();
  });

  test("writes one for the types, the client and the descriptions, with a sentence and the list", async () => {
    write(edited((d) => delete contact(d).properties["name"]));
    expect(await changeset("--base", "HEAD")).toBe(0);
    expect(text()).toBe(
      `---
"@intercom-openapi/types-1.0": major
"@intercom-openapi/client": major
"@intercom-openapi/specs": major
---

The types of Intercom 1.0 changed in a way that can stop code from compiling.

Breaking:

- \`contact · name\`: removed, was null or string
`,
    );
  });

  test("writes nothing where nothing changed", async () => {
    expect(await changeset("--base", "HEAD")).toBe(0);
    expect(readdirSync(root)).not.toContain(".changeset");
  });

  test("compares with a directory as well", async () => {
    const other = temporary();
    write(
      edited((d) => (contact(d).description = "Somebody.")),
      other,
    );
    expect(await changeset("--base", other)).toBe(0);
    expect(text()).toContain('"@intercom-openapi/types-1.0": patch');
  });

  test("the first description of a version is a minor", async () => {
    expect(await changeset("--base", temporary())).toBe(0);
    expect(text()).toContain('"@intercom-openapi/types-1.0": minor');
  });

  test("a version with a name is that of a package in small letters", async () => {
    write(edited((d) => (d.info.version = "Preview")));
    expect(await changeset("--base", "HEAD")).toBe(0);
    expect(text()).toContain('"@intercom-openapi/types-preview": minor');
  });

  test("run again after one more change it replaces what it wrote, and keeps what a person raised", async () => {
    write(edited((d) => (contact(d).description = "Somebody.")));
    await changeset("--base", "HEAD");
    writeFileSync(join(root, ".changeset", pending()[0]!), text().replaceAll("patch", "major"));
    write(edited((d) => (contact(d).properties["email"] = { type: "string" })));
    await changeset("--base", "HEAD");
    expect(pending()).toHaveLength(1);
    expect(text()).toContain('"@intercom-openapi/types-1.0": major');
    expect(text()).toContain("- `contact · email`: added: string");
  });

  test.each([
    ["as it was written", (it: string) => it, 0],
    ["raised", (it: string) => it.replaceAll("minor", "major"), 0],
    ["lowered", (it: string) => it.replaceAll("minor", "patch"), 1],
    ["lowered for the client only", (it: string) => it.replace('client": minor', 'client": patch'), 1],
  ])("--verify: a changeset %s", async (_how, change, code) => {
    write(edited((d) => (contact(d).properties["email"] = { type: "string" })));
    await changeset("--base", "HEAD");
    writeFileSync(join(root, ".changeset", pending()[0]!), change(text()));
    expect(await changeset("--base", "HEAD", "--verify")).toBe(code);
  });

  test("--verify does not count a changeset that was pending before", async () => {
    mkdirSync(join(root, ".changeset"));
    const old = `---\n"@intercom-openapi/types-1.0": major\n"@intercom-openapi/client": major\n---\n\nOld.\n`;
    writeFileSync(join(root, ".changeset", "old.md"), old);
    await git("add", ".");
    await git("commit", "--quiet", "-m", "pending");
    write(edited((d) => (contact(d).description = "Somebody.")));
    expect(await changeset("--base", "HEAD", "--verify")).toBe(1);
    expect(await changeset("--base", "HEAD")).toBe(0);
    expect(await changeset("--base", "HEAD", "--verify")).toBe(0);
  });

  test.each([
    [[]],
    [["--base", "no-such-branch"]],
    [["--base", "--all"]],
    [["--base", import.meta.filename]],
  ])("%j is no base", async (args) => {
    expect(await changeset(...args)).toBe(2);
  });
});
