import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packWorkspace, Scratch } from "@intercom-openapi/support";
import type { TestProject } from "vitest/node";
import { packDependencies } from "../src/support/packed.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The published packages, packed. */
    tarballs: string[];
    /** What the client needs beside them. */
    dependencies: string[];
  }
}

/** Packs once for all test files, unless TARBALLS is a folder with what is going to be published. */
export default async function pack({ provide }: TestProject): Promise<() => void> {
  const scratch = new Scratch();
  const given = process.env["TARBALLS"];
  const [tarballs, dependencies] = await Promise.all([
    given ? tarballsIn(given) : packWorkspace(scratch.path),
    packDependencies(scratch.path),
  ]);
  provide("tarballs", tarballs);
  provide("dependencies", dependencies);
  return () => scratch.remove();
}

function tarballsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".tgz"))
    .map((file) => join(folder, file));
}
