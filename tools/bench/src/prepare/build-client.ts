import { join } from "node:path";
import { succeed } from "../child.ts";
import { repository } from "../paths.ts";
import { COMPILERS } from "../toolchain.ts";

/** Builds the client as its own `build` script does. The gate leaves this to turbo. */
export async function buildClient(): Promise<void> {
  const newest = COMPILERS.at(-1);
  if (!newest) throw new Error("No compiler");
  await succeed(
    process.execPath,
    [newest.tsc, "-p", "tsconfig.build.json"],
    join(repository, "packages/client"),
  );
}
