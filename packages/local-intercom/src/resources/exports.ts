import type { Resource } from "../operations/kind.ts";
import { StateRefusal } from "../http.ts";
import type { Json } from "../json.ts";
import { exportCsv } from "../store/export-csv.ts";
import type { ExportJob } from "../store/exports.ts";
import { at, found, missing, type Call } from "../operations/call.ts";

export const exportResource: Resource = {
  operations: {
    createDataExport: (call) => {
      const { exports } = call.workspace;
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
