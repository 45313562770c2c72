import { StateRefusal, type Answer } from "../http.ts";
import { HANDLERS } from "../resources/index.ts";
import type { Call } from "./call.ts";
import { example } from "./example-answer.ts";

/** Carries a call out on what the workspace holds; what keeps no state is answered with its example. */
export function carryOut(call: Call): Answer {
  const { entry, api, workspace } = call;
  const handler = HANDLERS.get(entry.operation.operationId);
  if (!handler) return example(call);
  try {
    return { status: api.success(entry).status, body: handler(call) };
  } catch (error) {
    if (error instanceof StateRefusal && workspace.settings.isLenient) return example(call);
    throw error;
  } finally {
    if (writes(call)) workspace.forget();
  }
}

/** Whether an operation changes something. */
export function writes({ entry }: Pick<Call, "entry">): boolean {
  return entry.method !== "get" && entry.operation["x-reads"] !== true;
}
