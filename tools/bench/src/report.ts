import type { ContenderId, Prepared } from "./contenders.ts";
import type { Ceilings } from "./gate.ts";
import { isExact, isMet, ratioTo, valueOf, type Aim, type Row, type Unit } from "./rows.ts";

export interface Run {
  title: string;
  /** What is to be known to read the table. */
  note: string;
  contenders: Prepared[];
  rows: Row[];
  ceilings: Ceilings;
  /** What could not be measured, and why. */
  missing: string[];
  environment: Record<string, string>;
}

/** The whole run as one Markdown table and what is to be known to read it. */
export function markdown(run: Run): string {
  const { title, note, contenders, rows, missing, environment } = run;
  const heads = contenders.map(({ name, version }) => (version ? `${name} ${version}` : name));
  const exact = rows.filter(isExact);
  const others = rows.filter((row) => !isExact(row));
  const lines = [
    line(["", "unit", ...heads, "aim"]),
    line(["---", "---", ...heads.map(() => "--:"), "---"]),
    ...section("Counts: the same on every machine", exact, run),
    ...section("Times and memory: of this machine", others, run),
  ];
  return `# ${title}

${Object.entries(environment)
  .map(([name, value]) => `${name} ${value}`)
  .join(" · ")}

Medians. In brackets: the first column's value by the other's, paired by round; below 1 the first needs less.
${note}

${lines.join("\n")}
${missing.length > 0 ? `\nNot measured:\n\n${missing.map((reason) => `- ${reason}`).join("\n")}\n` : ""}`;
}

function section(title: string, rows: Row[], run: Run): string[] {
  if (rows.length === 0) return [];
  const blank = run.contenders.map(() => "");
  return [line([`**${title}**`, "", ...blank, ""]), ...rows.map((row) => rowLine(row, run))];
}

function rowLine(row: Row, { contenders, ceilings }: Run): string {
  const cells = contenders.map(({ id }) => {
    const value = valueOf(row, id);
    if (value === undefined) return "–";
    const quotient = id === "ours" ? undefined : ratioTo(row, id);
    return formatted(value, row.unit) + (quotient === undefined ? "" : ` (${ratio(quotient)})`);
  });
  return line([row.label, row.unit, ...cells, aims(row, ceilings)]);
}

function aims(row: Row, ceilings: Ceilings): string {
  const ceiling = ceilings[row.key]?.ceiling;
  const all = [...(ceiling === undefined ? [] : [{ atMost: ceiling }]), ...(row.aims ?? [])];
  return all.map((aim) => `${aimed(aim, row.unit)}: ${ANSWERS[`${isMet(row, aim)}`]}`).join("; ");
}

function aimed({ against, atMost, atLeast }: Aim, unit: Unit): string {
  const [sign, value = NaN] = atMost === undefined ? ["≥", atLeast] : ["≤", atMost];
  return against ? `${sign} ${value} × ${against}` : `${sign} ${formatted(value, unit)}`;
}

const ANSWERS = { true: "met", false: "**missed**", undefined: "not measured" };

function line(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

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
function formatted(value: number, unit: Unit): string {
  const digits = value >= 1000 ? 0 : DIGITS[unit];
  return new Intl.NumberFormat("en", { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    value,
  );
}

function ratio(value: number): string {
  return value >= 0.1 ? value.toFixed(2) : value.toPrecision(1);
}

/** The whole run for machines: counts apart from what depends on the machine, every round of it. */
export function json({ contenders, rows, missing, environment }: Run): string {
  const ids = contenders.map(({ id }) => id);
  const summary = {
    environment,
    contenders: Object.fromEntries(contenders.map(({ id, name, version }) => [id, { name, version }])),
    counts: Object.fromEntries(rows.filter(isExact).map((row) => [row.key, counts(row, ids)])),
    measured: Object.fromEntries(
      rows.filter((row) => !isExact(row)).map((row) => [row.key, measured(row, ids)]),
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
