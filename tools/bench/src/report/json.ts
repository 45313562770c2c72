import type { ContenderId } from "../contenders.ts";
import { ratioTo, valueOf, type Row } from "../row.ts";
import type { Run } from "./markdown.ts";

/** The whole run for machines: counts apart from what depends on the machine, every round of it. */
export function json({ contenders, rows, missing, environment }: Run): string {
  const ids = contenders.map(({ id }) => id);
  const summary = {
    environment,
    contenders: Object.fromEntries(contenders.map(({ id, name, version }) => [id, { name, version }])),
    counts: Object.fromEntries(rows.filter(({ exact }) => exact).map((row) => [row.key, counts(row, ids)])),
    measured: Object.fromEntries(
      rows.filter(({ exact }) => !exact).map((row) => [row.key, measured(row, ids)]),
    ),
    missing,
  };
  return `${JSON.stringify(summary, null, 2)}\n`;
}

function counts(row: Row, ids: ContenderId[]): object {
  return { label: row.label, unit: row.unit, ...each(ids, (id) => valueOf(row, id)) };
}

function measured(row: Row, ids: ContenderId[]): object {
  return {
    label: row.label,
    unit: row.unit,
    median: each(ids, (id) => rounded(valueOf(row, id))),
    ratio: each(
      ids.filter((id) => id !== "ours"),
      (id) => rounded(ratioTo(row, id)),
    ),
    rounds: each(ids, (id) => row.samples[id]?.map(rounded)),
  };
}

function each<T>(ids: ContenderId[], value: (id: ContenderId) => T | undefined): Record<string, T> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const found = value(id);
      return found === undefined ? [] : [[id, found] as const];
    }),
  );
}

function rounded(value: number): number;
function rounded(value: number | undefined): number | undefined;
function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(4));
}
