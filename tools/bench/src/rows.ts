import type { ContenderId, Prepared } from "./contenders.ts";

/** What is measured of the client, in the table's order; and what is measured only when it is asked for. */
export const GROUPS = [
  "bytes",
  "install",
  "types",
  "startup",
  "calls",
  "loopback",
  "editor",
  "codegen",
] as const;
export const OTHER_GROUPS = ["local-intercom"] as const;

export type Group = (typeof GROUPS)[number] | (typeof OTHER_GROUPS)[number];

export type Unit = "bytes" | "files" | "count" | "ms" | "µs" | "MB" | "KB" | "per second";

/** Whether its values are the same on every machine. */
export function isExact({ unit }: Row): boolean {
  return unit === "bytes" || unit === "files" || unit === "count";
}

/** What ours is meant to stay below or above: a value or, where `against` names another contender, the ratio to its. */
export interface Aim {
  against?: ContenderId;
  atMost?: number;
  atLeast?: number;
}

/** One line of the table. */
export interface Row {
  /** Stable, for the JSON and the ceilings: `types.typescript-5.calls.instantiations`. */
  key: string;
  label: string;
  unit: Unit;
  /** Per contender one value of each round; the same index is the same round. */
  samples: Samples;
  aims?: Aim[];
}

export type Samples = Partial<Record<ContenderId, number[]>>;

export type Results<T> = Map<ContenderId, T[]>;

export interface MeasureOptions {
  /** Fewer rounds, for a first look. */
  quick: boolean;
}

export type Measure = (contenders: Prepared[], options: MeasureOptions) => Promise<Row[]>;

/**
 * Measures every contender once per round, each round beginning with another one, so that what slows the machine
 * for a while slows all of them.
 */
export async function inRounds<T>(
  contenders: Prepared[],
  rounds: number,
  measure: (contender: Prepared) => Promise<T>,
): Promise<Results<T>> {
  const results: Results<T> = new Map(contenders.map(({ id }) => [id, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % contenders.length;
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      results.get(contender.id)?.push(await measure(contender));
    }
  }
  return results;
}

/** One number of each result. */
export function samplesOf<Key extends string>(results: Results<Record<Key, number>>, key: Key): Samples {
  return Object.fromEntries([...results].map(([id, values]) => [id, values.map((value) => value[key])]));
}

/** The value that a row gives for a contender. */
export function valueOf({ samples }: Row, id: ContenderId): number | undefined {
  const values = samples[id];
  return values && median(values);
}

/** Ours by the other's: the median over the rounds, since what disturbs a round disturbs both. */
export function ratioTo({ samples }: Row, id: ContenderId): number | undefined {
  const others = samples[id];
  if (!samples.ours || !others) return undefined;
  const ratios = samples.ours.flatMap((ours, round) => {
    const other = others[round];
    return other ? [ours / other] : [];
  });
  return ratios.length > 0 ? median(ratios) : undefined;
}

/** Whether an aim is reached; nothing where the other was not measured. */
export function isMet(row: Row, { against, atMost = Infinity, atLeast = 0 }: Aim): boolean | undefined {
  const value = against ? ratioTo(row, against) : valueOf(row, "ours");
  return value === undefined ? undefined : value <= atMost && value >= atLeast;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}
