import { diffMarkdown } from "../diff-report.ts";
import { diffOf } from "../diff.ts";
import { readDescription } from "../read.ts";
import { knownVersion, type Options } from "./options.ts";

export async function run(operands: string[], options: Options): Promise<number> {
  const [from, to] = [operands[0], operands[1]].map(
    (version) => readDescription(knownVersion(version, options), options.specs).corrected,
  );
  console.log(diffMarkdown(diffOf(from!, to!)));
  return 0;
}
