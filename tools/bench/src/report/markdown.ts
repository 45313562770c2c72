import type { Prepared } from "../contenders.ts";
import type { Ceilings } from "../gate.ts";
import { ratioTo, valueOf, type Row } from "../row.ts";
import { formatted, ratio } from "./numbers.ts";

export interface Run {
  contenders: Prepared[];
  rows: Row[];
  ceilings: Ceilings;
  /** What could not be measured, and why. */
  missing: string[];
  environment: Record<string, string>;
}

/** The whole run as one Markdown table and what is to be known to read it. */
export function markdown(run: Run): string {
  const { contenders, rows, missing, environment } = run;
  const heads = contenders.map(({ name, version }) => (version ? `${name} ${version}` : name));
  const exact = rows.filter((row) => row.exact);
  const others = rows.filter((row) => !row.exact);
  const lines = [
    line(["", "unit", ...heads, "aim"]),
    line(["---", "---", ...heads.map(() => "--:"), "---"]),
    ...section("Counts: the same on every machine", exact, run),
    ...section("Times and memory: of this machine", others, run),
  ];
  return `# This client beside its peers

${Object.entries(environment)
  .map(([name, value]) => `${name} ${value}`)
  .join(" · ")}

Medians. In brackets: this client's value by the other's, paired by round; below 1 this client needs less.
Node's own fetch is loaded before the import is timed. The sizes of this client include every types package and
openapi-fetch. Every call is answered with the same contact.

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
  const parts: string[] = [];
  const ceiling = ceilings[row.key];
  const ours = valueOf(row, "ours");
  if (ceiling && ours !== undefined) {
    const atMost = ceiling.aim ?? ceiling.ceiling;
    parts.push(`≤ ${formatted(atMost, row.unit)}: ${answer(ours <= atMost)}`);
  }
  for (const { against, atMost } of row.aims ?? []) {
    const quotient = ratioTo(row, against);
    const met = quotient === undefined ? "not measured" : answer(quotient <= atMost);
    parts.push(`≤ ${atMost} × ${against}: ${met}`);
  }
  return parts.join("; ");
}

function answer(met: boolean): string {
  return met ? "met" : "**missed**";
}

function line(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}
