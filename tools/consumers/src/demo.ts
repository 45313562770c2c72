import { isIntercomApiError, isIntercomError, isIntercomNetworkError } from "@intercom-openapi/client";
import { routeTo, startLocalIntercom } from "@intercom-openapi/local-intercom";
import { readReal } from "./demo/read-real.ts";
import { walkFaults, walkLocal } from "./demo/walk-local.ts";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;

/** Walks the API with a typed client: a local Intercom, or with INTERCOM_TOKEN the real one, which it only reads. */
async function main(): Promise<void> {
  const say = (line: string) => console.log(`  ✓ ${line}`);
  if (INTERCOM_TOKEN) {
    console.log(`\n${INTERCOM_BASE_URL ?? "Intercom itself"}, with INTERCOM_TOKEN, reading only:\n`);
    await readReal(INTERCOM_TOKEN, INTERCOM_BASE_URL || undefined, say);
  } else {
    const local = await startLocalIntercom({ seed: { contacts: 1_000 }, faults: walkFaults });
    try {
      console.log(`\nA local Intercom at ${local.url}, made from specs; nothing leaves this machine:\n`);
      await walkLocal(local, routeTo(local.url), say);
    } finally {
      await local.close();
    }
  }
  console.log("\nEvery answer was checked.");
}

/** One line that says what to do. */
function lineOf(error: unknown): string {
  const where = INTERCOM_BASE_URL ?? "Intercom";
  if (isIntercomApiError(error)) {
    const what = [error.status, error.code].filter(Boolean).join(" ");
    if (error.status === 401) return `${where} refuses the token (${what}): check INTERCOM_TOKEN`;
    return `${where} answered with an error (${what}): ${error.errors[0]?.message ?? "without a reason"}`;
  }
  if (isIntercomNetworkError(error)) {
    const { message, cause } = error.cause as Error;
    return `No answer from ${where}: ${cause instanceof Error && cause.message ? cause.message : message}`;
  }
  if (isIntercomError(error)) return `${where}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

try {
  await main();
} catch (error) {
  console.error(`\n  ✗ ${lineOf(error)}`);
  process.exitCode = 1;
}
