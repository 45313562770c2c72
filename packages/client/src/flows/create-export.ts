import type { IntercomClient } from "../client.js";
import { IntercomUsageError } from "../errors.js";
import type { ApiVersion, CallOptions } from "../options.js";
import { exportError } from "./export-error.js";
import type { ExportPeriod } from "./export-options.js";
import { sleep } from "./sleep.js";

/** Intercom's body for a period. */
export function exportBody({ from, to }: ExportPeriod) {
  const created_at_after = seconds(from);
  const created_at_before = seconds(to);
  // years from now, when milliseconds are taken for seconds
  if (!(created_at_after <= created_at_before && created_at_before < 1e11)) {
    throw new IntercomUsageError("`from` and `to` are dates or Unix seconds, in this order");
  }
  return { created_at_after, created_at_before };
}

/** Makes the job. A 429 has two meanings here, so the transport leaves it alone. */
export async function createExport(
  intercom: IntercomClient<ApiVersion>,
  body: ReturnType<typeof exportBody>,
  init: CallOptions,
  signal: AbortSignal | undefined,
) {
  for (let retries = 0; ; retries++) {
    const { data, error } = await intercom.POST("/export/content/data", { ...init, body });
    if (data) return data;
    if (error?.status !== 429) throw error;
    if (error.errors.some(({ message }) => /pending/i.test(message ?? ""))) {
      throw exportError("pending", undefined, error);
    }
    const { retryAfterMs = 1000 } = error;
    if (retries > 1 || retryAfterMs > 60_000) throw error;
    await sleep(retryAfterMs, signal);
  }
}

function seconds(time: Date | number): number {
  return typeof time === "number" ? time : Math.floor(+time / 1000);
}
