import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { VersionApi } from "../description/version-api.ts";

/** How many lines are made at a time: whatever the number of rows, no more is held. */
const CHUNK = 500;

/** The result of an export: gzipped CSV, its columns as described, made while it is read. */
export function exportCsv(api: VersionApi, rows: number): Readable {
  const columns = Object.keys(api.document.components.schemas["data_export_csv"]?.properties ?? {});
  const gzip = createGzip({ level: 1 });
  const lines = Readable.from(csv(columns, rows));
  lines.on("error", (error) => gzip.destroy(error));
  // without this an abandoned download would leave the lines waiting
  gzip.on("close", () => lines.destroy());
  return lines.pipe(gzip);
}

function* csv(columns: readonly string[], rows: number): Generator<string> {
  yield `${columns.join(",")}\n`;
  for (let row = 1; row <= rows; row += CHUNK) {
    const count = Math.min(CHUNK, rows - row + 1);
    yield Array.from({ length: count }, (_, index) => line(columns, row + index)).join("");
  }
}

function line(columns: readonly string[], row: number): string {
  const values: Record<string, string> = {
    user_id: `6b${row.toString(16).padStart(22, "0")}`,
    user_external_id: `external-${row}`,
    email: `user-${row}@example.com`,
    // one cell that has to be quoted
    name: `"User, no. ${row}"`,
    content_id: String(700_000 + (row % 50)),
    content_type: "email",
    content_title: "Spring news",
    receipt_id: String(row),
    received_at: String(1_767_225_600 + row),
  };
  return `${columns.map((column) => values[column] ?? "").join(",")}\n`;
}
