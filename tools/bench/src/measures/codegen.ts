import { join } from "node:path";
import { succeed } from "../child.ts";
import { cacheDirectory, repository } from "../paths.ts";
import { writeDescriptions } from "../prepare/plain-types.ts";
import { openapiTypescript } from "../toolchain.ts";
import type { Row } from "../row.ts";
import type { MeasureOptions } from "./measure.ts";

/** Every version, from nothing: our generator beside openapi-typescript's command, once per version. */
export async function measureCodegen(_contenders: unknown, { quick }: MeasureOptions): Promise<Row[]> {
  const descriptions = await writeDescriptions();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    const runs = [
      async () => ours.push(await generateOurs()),
      async () => theirs.push(await generateTheirs(descriptions)),
    ];
    for (const run of round % 2 === 0 ? runs : runs.toReversed()) await run();
  }
  return [
    {
      group: "codegen",
      key: "codegen.all",
      label: "Codegen of every version (openapi-typescript's command, once each)",
      unit: "ms",
      exact: false,
      samples: { ours, "openapi-fetch": theirs },
      aims: [{ against: "openapi-fetch", atMost: 0.8 }],
    },
  ];
}

/** Bundles the generator, reads the YAML, corrects it, generates everything and compares it with what is there. */
async function generateOurs(): Promise<number> {
  const command = join(repository, "tools/codegen/generate.mjs");
  const { milliseconds } = await succeed(process.execPath, [command, "--check"], repository);
  return milliseconds;
}

/** From JSON that is corrected already: less work than ours has. */
async function generateTheirs(descriptions: Map<string, string>): Promise<number> {
  let total = 0;
  for (const [version, description] of descriptions) {
    const output = join(cacheDirectory, "descriptions", `${version}.d.ts`);
    const { milliseconds } = await succeed(process.execPath, [openapiTypescript, description, "-o", output]);
    total += milliseconds;
  }
  return total;
}
