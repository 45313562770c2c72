import { Scratch } from "@intercom-openapi/support";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { compileDeclared, type DeclaredResolution } from "../src/support/declared.ts";
import { copyFixtures, installIsolated } from "../src/support/install.ts";
import { readTarballs } from "../src/support/packed.ts";
import { tscOf } from "../src/support/typescript.ts";
import { unnamedTypes } from "../src/support/unnamed-types.ts";

const CLIENT = "@intercom-openapi/client";
const packed = readTarballs(inject("tarballs")).find(({ name }) => name === CLIENT)!;

describe("a user who has only the client, installed by pnpm, and declarations made", () => {
  const project = new Scratch();

  beforeAll(async () => {
    await installIsolated(project, CLIENT, [...inject("tarballs"), ...inject("dependencies")]);
    copyFixtures(project.path, ["declared"]);
  });

  afterAll(() => project.remove());

  // the rest is in `pnpm test:runtimes declarations`
  test.each<DeclaredResolution>(["nodenext", "bundler"])(
    "exports whatever the client gives, with %s",
    async (resolution) => {
      const made = compileDeclared(tscOf("typescript"), "7.0", resolution, { cwd: project.path });
      await expect(made).resolves.toBeUndefined();
    },
    120_000,
  );
});

describe("the declarations of an entry", () => {
  const entries = packed.files.filter((file) => file.endsWith(".d.cts"));

  test.each(entries)("export every type that something public names: %s", (file) => {
    expect(unnamedTypes(packed.read(file))).toEqual([]);
  });

  test.each(entries)("import by name, as API Extractor has to bundle them: %s", (file) => {
    expect(packed.read(file)).not.toMatch(/\bimport \*|\bimport\(/);
  });

  test("what would be found", () => {
    const source = `
      declare const brand: unique symbol;
      interface Call { [brand]: string }
      interface Inner {}
      type Length = 1 | 2;
      type Sum = Length;
      export interface Link { call: Call; length: Length; sum: Sum }
      export type { Sum };`;
    const declared = source
      .replace("export interface Link", "interface Link")
      .replace("{ Sum }", "{ Link, Sum }");
    expect(unnamedTypes(declared)).toEqual(["Call", "Inner", "Length", "brand"]);
  });
});
