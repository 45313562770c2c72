import type { TestProject } from "vitest/node";
import { packDependencies, packPublished } from "../src/support/packed.ts";
import { Scratch } from "../src/support/scratch.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The published packages, packed. */
    tarballs: string[];
    /** What the client needs beside them. */
    dependencies: string[];
  }
}

/** Packs once for all test files. */
export default async function pack({ provide }: TestProject): Promise<() => void> {
  const scratch = new Scratch();
  const [tarballs, dependencies] = await Promise.all([
    packPublished(scratch.path),
    packDependencies(scratch.path),
  ]);
  provide("tarballs", tarballs);
  provide("dependencies", dependencies);
  return () => scratch.remove();
}
