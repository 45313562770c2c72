import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@intercom-openapi/support";
import type { ContenderId } from "./contenders.ts";
import { valueOf, type Row } from "./rows.ts";

/** The README's table against the official SDK: which count each row shows, and how it is written there. */
const ROWS: Record<string, { label: string; written: (count: number) => string }> = {
  "bytes.minified": { label: "One GET, bundled and minified", written: kilobytes },
  "bytes.gzipped": { label: "… and gzipped", written: kilobytes },
  "install.files": { label: "Installed files", written: grouped },
  "install.bytes": { label: "Installed, every version's types included", written: megabytes },
  "install.blocks": { label: "… in blocks of 4 KiB, as disks count", written: megabytes },
  "types.typescript-5.calls.instantiations": {
    label: "Type instantiations of 20 calls (TypeScript 5.9)",
    written: grouped,
  },
};

/** The columns behind the label. */
const COLUMNS: ContenderId[] = ["ours", "intercom-client-7"];

/** What was counted of a contender, by the rows' keys. */
export type Counts = Partial<Record<ContenderId, Record<string, number>>>;

export function countsOf(rows: Row[]): Counts {
  return Object.fromEntries(
    COLUMNS.map((id) => [
      id,
      Object.fromEntries(
        rows.flatMap((row) => {
          const count = valueOf(row, id);
          return count === undefined ? [] : [[row.key, count]];
        }),
      ),
    ]),
  );
}

/** Where the README's table says something else than was counted, or lacks a row. What was not counted is left out. */
export function readmeProblems(counts: Counts, readme = currentReadme()): string[] {
  const lines = readme.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  return Object.entries(ROWS).flatMap(([key, { label, written }]) => {
    const [, , ...cells] = lines.find((line) => line[1] === label) ?? [];
    return COLUMNS.flatMap((id, column) => {
      const count = counts[id]?.[key];
      if (count === undefined || cells[column] === written(count)) return [];
      return [
        `README.md, "${label}": ${written(count)} was counted (${count}), not ${cells[column] ?? "told"}`,
      ];
    });
  });
}

function currentReadme(): string {
  return readFileSync(join(repository, "README.md"), "utf8");
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}
