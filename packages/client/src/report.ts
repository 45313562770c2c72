import type { Call } from "./call.js";
import { IntercomError } from "./errors.js";
import type { Hooks, Logger } from "./options.js";

/** Why a call ends that was made ahead, for a loop that was left. Nobody waits for it, so it is no failure. */
export const LEFT: unknown = {};

/** Tells of what a call gives as `error` or rejects with. */
export function failed(call: Call, error: unknown): void {
  // the message of somebody else's error may say anything
  if (error === LEFT) return;
  const line = () => String(error instanceof IntercomError ? error : Object(error).name);
  report(call, "onError", { error }, line, "error");
}

type Told<Name extends keyof Hooks> = Omit<Parameters<NonNullable<Hooks[Name]>>[0], "request" | "attempt">;

/** Unable to fail the call: a write that was carried out must not look as if it was not. */
export function report<Name extends keyof Hooks>(
  call: Call,
  name: Name,
  told: Told<Name>,
  line: () => string,
  level: keyof Logger = "debug",
): void {
  const { draft, attempts, logger, hooks } = call;
  if (logger) {
    // one line, whatever is in it
    quietly(() => logger[level](`${call.name} #${attempts}: ${line()}`.replace(/[\0- \x7f-\x9f]+/g, " ")));
  }
  if (hooks?.[name]) {
    quietly(() => {
      // one for each: a body can be read once
      const request = draft && new Request(draft.input, draft.init);
      request?.headers.delete("authorization");
      return hooks[name]!({ request, attempt: attempts, ...told } as never);
    });
  }
}

/** Not awaited: who listens may throw, reject or take for ever. */
async function quietly(tell: () => unknown): Promise<void> {
  try {
    await tell();
  } catch {}
}
