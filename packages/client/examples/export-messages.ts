/**
 * Exports the messages of a month into a file, and goes on with a job that was begun before.
 *
 *     INTERCOM_TOKEN=… npx tsx export-messages.ts messages.csv.gz [job identifier]
 */
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createIntercomClient, exportMessages } from "@intercom-openapi/client";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL,
});

const [, , file = "messages.csv.gz", jobIdentifier] = process.argv;
const march = { from: new Date("2026-03-01"), to: new Date("2026-03-31") };
const { status, stream } = await exportMessages(intercom, jobIdentifier ? { jobIdentifier } : march, {
  // an abort cancels the job too, so that it does not stand in the way of the next
  signal: AbortSignal.timeout(3_600_000),
  poll: { minMs: 500 },
  onProgress: (progress) => console.log(progress.jobIdentifier, progress.status),
});

if (stream) await pipeline(stream, createWriteStream(file));
console.log(stream ? `Written to ${file}` : `Nothing written: ${status}`);
