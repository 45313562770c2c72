import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apiVersions } from "@intercom-openapi/descriptions";
import { OURS } from "./contenders.ts";
import { measureBytes, measureInstall } from "./measures/size.ts";
import { countTypes } from "./measures/types.ts";
import { benchDirectory, cacheDirectory, prepare } from "./prepare.ts";
import { valueOf, type Row } from "./rows.ts";

/** What a count may not exceed, and why. */
interface Ceiling {
  ceiling: number;
  reason: string;
}

/** By a row's key. */
export type Ceilings = Record<string, Ceiling>;

interface Verdict {
  key: string;
  count: number;
  /** Missing where nobody has said how much it may be, which is a breach as well. */
  ceiling?: Ceiling;
  holds: boolean;
}

export interface GateResult {
  verdicts: Verdict[];
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

/** Packs the built client, counts all that is the same on every machine, and holds it against `ceilings.json`. */
export async function runGate(): Promise<GateResult> {
  // a folder of its own, since `pnpm bench` may be running
  const ours = await prepare(OURS, join(cacheDirectory, "gate"));
  const rows = [
    ...(await measureBytes([ours])),
    ...(await measureInstall([ours])),
    ...(await countTypes(ours)),
  ];
  return judge(rows, readCeilings());
}

/** Holds counts against their ceilings. */
export function judge(rows: Row[], ceilings: Ceilings): GateResult {
  const verdicts = rows.map((row): Verdict => {
    const count = valueOf(row, "ours") ?? Number.NaN;
    const ceiling = ceilings[row.key];
    return { key: row.key, count, ...(ceiling && { ceiling }), holds: !!ceiling && count <= ceiling.ceiling };
  });
  const counted = new Set(rows.map(({ key }) => key));
  return { verdicts, idle: Object.keys(ceilings).filter((key) => !counted.has(key)) };
}

export function breached({ verdicts, idle }: GateResult): boolean {
  return idle.length > 0 || verdicts.some(({ holds }) => !holds);
}

/** What the gate has to say, line by line; a breach names the count, its ceiling and the ceiling's reason. */
export function verdictLines({ verdicts, idle }: GateResult): string[] {
  return [
    ...verdicts.map(verdictLine),
    ...idle.map((key) => `BREACH  ${key} has a ceiling but is not counted: take it out of ceilings.json`),
  ];
}

function verdictLine({ key, count, ceiling, holds }: Verdict): string {
  if (!ceiling) return `BREACH  ${key} is ${count} and has no ceiling: give it one in ceilings.json`;
  if (holds) return `holds   ${key} is ${count}, at most ${ceiling.ceiling}`;
  return `BREACH  ${key} is ${count}, but at most ${ceiling.ceiling} is allowed: ${ceiling.reason}`;
}
