import { createIntercomClient, type ClientOptions, type IntercomClient } from "../../src/index.ts";

/** Looks like Intercom's own tokens, and like nothing else in a message. */
export const TOKEN = "dG9rOnRoaXMtaXMtdGhlLXNlY3JldA==";

/** A client of a test server that wastes no time between attempts. */
export function connect(
  baseUrl: string,
  options: Omit<Partial<ClientOptions<"2.12">>, "region" | "baseUrl"> = {},
): IntercomClient<"2.12"> {
  return createIntercomClient({
    version: "2.12",
    token: TOKEN,
    baseUrl,
    retry: { maxDelayMs: 20 },
    ...options,
  });
}

/** What a call rejects with; a call that does not reject fails the test. */
export async function rejection(call: Promise<unknown>): Promise<unknown> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in outcome) throw new Error(`expected a rejection, not ${JSON.stringify(outcome.value)}`);
  return outcome.error;
}

/** How long something takes, in milliseconds. */
export async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
