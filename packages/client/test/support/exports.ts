import { gzipSync } from "node:zlib";
import { json, serve, type Seen, type Served } from "./serve.ts";

export const CSV = "id,subject\n1,Open <late> on {Thursdays}\n2,[New] stands\n";
export const JOB = "9f2c71a4d0e84b6c";

export const march = { from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-31T00:00:00Z") };
export const poll = { minMs: 5, maxMs: 10 };

export interface Exports extends Served {
  /** Every call, as method and path. */
  calls(): string[];
  jobs: unknown[];
}

/** An export whose job goes through these states, the first of them when it is made. */
export async function serveExport(
  states: string[],
  { before }: { before?: (answer: Parameters<typeof json>[0], seen: Seen) => unknown } = {},
): Promise<Exports> {
  let state = 0;
  const jobs: unknown[] = [];
  const served = await serve((answer, seen) => {
    if (before?.(answer, seen)) return undefined;
    if (seen.url.startsWith("/download/")) return answer.end(gzipSync(CSV));
    const isNew = seen.url === "/export/content/data";
    if (isNew) jobs.push(JSON.parse(seen.body));
    const status = seen.url.startsWith("/export/cancel/")
      ? "canceled"
      : states[Math.min(state++, states.length - 1)];
    return json(answer, 200, { job_identifier: JOB, status, download_url: "", download_expires_at: "" });
  });
  const calls = () => served.seen.map(({ method, url }) => `${method} ${url.replace(JOB, "{job}")}`);
  return { ...served, calls, jobs };
}
