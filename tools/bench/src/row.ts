import type { ContenderId } from "./contenders.ts";

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

export type Group = (typeof GROUPS)[number];

export type Unit = "bytes" | "files" | "count" | "ms" | "µs" | "MB" | "KB" | "per second";

/** What the ratio of ours to another contender's is meant to stay below. */
export interface RatioAim {
  against: ContenderId;
  atMost: number;
}

/** One line of the table. */
export interface Row {
  group: Group;
  /** Stable, for the JSON and the ceilings: `types.typescript-5.calls.instantiations`. */
  key: string;
  label: string;
  unit: Unit;
  /** The same on every machine. */
  exact: boolean;
  /** Per contender one value of each round; the same index is the same round. */
  samples: Samples;
  aims?: RatioAim[];
}

export type Samples = Partial<Record<ContenderId, number[]>>;

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

export function median(values: readonly number[]): number {
  const sorted = [...values].toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}
