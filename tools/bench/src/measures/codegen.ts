import { join } from "node:path";
import { command, repository } from "@intercom-openapi/support";
import { cacheDirectory, openapiTypescript, writeDescriptions } from "../prepare.ts";
import type { MeasureOptions, Row } from "../rows.ts";

/** Every version, from nothing: our generator beside openapi-typescript's command, once per version. */
export async function measureCodegen(_contenders: unknown, { quick }: MeasureOptions): Promise<Row[]> {
  const descriptions = await writeDescriptions();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    const runs = [
      async () => ours.push(await milliseconds(generateOurs)),
      async () => theirs.push(await milliseconds(() => generateTheirs(descriptions))),
    ];
    for (const run of round % 2 === 0 ? runs : runs.toReversed()) await run();
  }
  return [
    {
      key: "codegen.all",
      label: "Codegen of every version (openapi-typescript's command, once each)",
      unit: "ms",
      samples: { ours, "openapi-fetch": theirs },
      aims: [{ against: "openapi-fetch", atMost: 0.8 }],
    },
  ];
}

/** Bundles the generator, reads the YAML, corrects it, generates everything and compares it with what is there. */
async function generateOurs(): Promise<void> {
  const generator = join(repository, "tools/codegen/generate.mjs");
  await command(process.execPath, [generator, "--check"], { cwd: repository });
}

/** From JSON that is corrected already: less work than ours has. */
async function generateTheirs(descriptions: Map<string, string>): Promise<void> {
  for (const [version, description] of descriptions) {
    const output = join(cacheDirectory, "descriptions", `${version}.d.ts`);
    await command(process.execPath, [openapiTypescript, description, "-o", output]);
  }
}

async function milliseconds(action: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
