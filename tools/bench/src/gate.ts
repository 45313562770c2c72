import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apiVersions } from "@intercom-openapi/descriptions";
import type { Prepared } from "./contenders.ts";
import { measureBytes } from "./measures/bytes.ts";
import { measureInstall } from "./measures/install.ts";
import { countProgram } from "./measures/count-program.ts";
import { CALLS, countKey, ownPrograms, WRONG_PATH } from "./measures/programs.ts";
import { benchDirectory } from "./paths.ts";
import { valueOf, type Row } from "./row.ts";
import { COMPILERS } from "./toolchain.ts";

/** What a count may not exceed, and why. */
export interface Ceiling {
  ceiling: number;
  /** Where it should come to, if that is lower; the table says how far it is. */
  aim?: number;
  reason: string;
}

/** By a row's key. */
export type Ceilings = Record<string, Ceiling>;

export interface Verdict {
  key: string;
  count: number;
  /** Missing where nobody has said how much it may be, which is a breach as well. */
  ceiling?: Ceiling;
  holds: boolean;
}

export interface GateResult {
  verdicts: Verdict[];
  /** Keys of the ceilings whose program cannot be compiled yet. */
  missing: string[];
  /** Keys of ceilings that hold back nothing. */
  idle: string[];
}

/** As it stands in `ceilings.json`: a count that grows with the API versions may grow by so much with each. */
type Written = Ceiling & { perVersion?: number };

/** The ceilings for so many API versions. */
export function readCeilings(versions = apiVersions().length): Ceilings {
  const text = readFileSync(join(benchDirectory, "ceilings.json"), "utf8");
  return Object.fromEntries(
    Object.entries(JSON.parse(text) as Record<string, Written>).map(
      ([key, { ceiling, perVersion = 0, ...others }]) => [
        key,
        { ...others, ceiling: ceiling + perVersion * versions },
      ],
    ),
  );
}

/** Counts everything of our client that is the same on every machine. */
export async function countOurs(ours: Prepared): Promise<{ rows: Row[]; missing: string[] }> {
  const { programs, missing } = await ownPrograms(ours);
  // one compiler after the other: together they would want more memory and cores than a small runner has
  const rows = [...(await measureBytes([ours])), ...(await measureInstall([ours]))];
  for (const compiler of COMPILERS) {
    const counted = [CALLS, WRONG_PATH, ...programs];
    rows.push(...(await Promise.all(counted.map((program) => countProgram(compiler, program, [ours])))));
  }
  return {
    rows,
    missing: COMPILERS.flatMap(({ id }) => missing.map((program) => countKey(id, program, "instantiations"))),
  };
}

/** Holds counts against their ceilings. */
export function judge(rows: Row[], ceilings: Ceilings, missing: string[] = []): GateResult {
  const verdicts = rows.map((row): Verdict => {
    const count = valueOf(row, "ours") ?? Number.NaN;
    const ceiling = ceilings[row.key];
    return { key: row.key, count, ...(ceiling && { ceiling }), holds: !!ceiling && count <= ceiling.ceiling };
  });
  const known = new Set([...rows.map(({ key }) => key), ...missing]);
  return { verdicts, missing, idle: Object.keys(ceilings).filter((key) => !known.has(key)) };
}
