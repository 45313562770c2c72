import type { Unit } from "../row.ts";

const DIGITS: Record<Unit, number> = {
  bytes: 0,
  files: 0,
  count: 0,
  ms: 1,
  µs: 1,
  MB: 1,
  KB: 1,
  "per second": 0,
};

/** A value as people read it: grouped, and no more digits than mean something. */
export function formatted(value: number, unit: Unit): string {
  const digits = value >= 1000 ? 0 : DIGITS[unit];
  return new Intl.NumberFormat("en", { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    value,
  );
}

export function ratio(value: number): string {
  return value >= 0.1 ? value.toFixed(2) : value.toPrecision(1);
}
