import { pipeline, type Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { VersionApi } from "../description/version-api.ts";
import { Refusal, StateRefusal } from "../http.ts";
import type { Json } from "../json.ts";
import { at, found, missing, type Call } from "../operations/call.ts";
import type { Resource } from "../operations/kind.ts";
import type { ExportJob } from "../store/export-jobs.ts";

export const exportResource: Resource = {
  operations: {
    createDataExport: (call) => {
      const { exports } = call.workspace;
      const { created_at_after: from, created_at_before: to } = call.body;
      if (Number(from) > Number(to)) {
        throw new Refusal(400, "bad_request", "`created_at_after` is later than `created_at_before`");
      }
      if (exports.isBusy) {
        const message = "Exceeded rate limit of 1 pending message data export jobs";
        throw new StateRefusal(429, "rate_limit_exceeded", message);
      }
      return jobView(call, exports.start());
    },

    getDataExport: (call) => {
      const job = jobAt(call);
      job.polls += 1;
      return jobView(call, job);
    },

    cancelDataExport: (call) => {
      const job = jobAt(call);
      const status = call.workspace.exports.status(job);
      // what is done stays done
      job.canceled ||= status === "pending" || status === "in_progress";
      return jobView(call, job);
    },

    downloadDataExport: (call) => {
      const { exports, settings } = call.workspace;
      if (!exports.isReady(jobAt(call)))
        throw missing(call, "result", "This job has no result, or no longer");
      return exportCsv(call.api, settings.export.rows);
    },
  },
};

function jobAt(call: Call): ExportJob {
  return found(call, "job", call.workspace.exports.get(at(call, "job_identifier")));
}

function jobView({ workspace, url }: Call, job: ExportJob): Json {
  const { exports } = workspace;
  const isReady = exports.isReady(job);
  return {
    job_identifier: job.id,
    status: exports.status(job),
    download_expires_at: isReady ? String(Math.floor(exports.expiresAt(job) / 1000)) : "",
    download_url: isReady ? new URL(`/download/content/data/${job.id}`, url).href : "",
  };
}

/** How many lines are made at a time: whatever the number of rows, no more is held. */
const CHUNK = 500;

/** The result of an export: gzipped CSV, its columns as described, made while it is read. */
function exportCsv(api: VersionApi, rows: number): Readable {
  const columns = Object.keys(api.document.components.schemas["data_export_csv"]?.properties ?? {});
  const gzip = createGzip({ level: 1 });
  // an abandoned download ends the lines, too
  pipeline(csv(columns, rows), gzip, () => {});
  return gzip;
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
