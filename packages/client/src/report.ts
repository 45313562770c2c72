import type { Call } from "./call.js";
import { IntercomError } from "./errors.js";
import type { Hooks } from "./option-types.js";

/** Why a call ends that was made ahead, for a loop that was left. Nobody waits for it, so it is no failure. */
export const LEFT: unknown = /* @__PURE__ */ new DOMException("loop left", "AbortError");

/** Tells of what a call gives as `error` or rejects with. */
export function failed<E>(call: Call, error: E): E {
  // the message of somebody else's error may say anything
  if (error !== LEFT)
    report(call, "onError", { error }, String(error instanceof IntercomError ? error : Object(error).name));
  return error;
}

type Told<Name extends keyof Hooks> = Omit<Parameters<NonNullable<Hooks[Name]>>[0], "request" | "attempt">;

/** Not awaited, and unable to fail the call: a write that was carried out must not look as if it was not. */
export async function report<Name extends keyof Hooks>(
  call: Call,
  name: Name,
  told: Told<Name>,
  line: string,
): Promise<void> {
  const { draft, attempts, logger, hooks } = call;
  try {
    const level = name === "onError" ? "error" : name === "onRetry" ? "warn" : "debug";
    logger?.[level](`${call.name} #${attempts}: ${line}`);
    if (hooks?.[name]) {
      // one for each: a body can be read once
      const request = new Request(draft!.input, draft!.init);
      request.headers.delete("authorization");
      await hooks[name]({ request, attempt: attempts, ...told } as never);
    }
  } catch {}
}
