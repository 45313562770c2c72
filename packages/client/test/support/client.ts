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

/** A `fetch`, and a promise of the moment at which it has given the headers of an answer. */
export function watched() {
  let told!: () => void;
  const headers = new Promise<void>((resolve) => (told = resolve));
  const fetch = async (request: Request) => {
    const answer = await globalThis.fetch(request);
    told();
    return answer;
  };
  return { fetch, headers };
}
