import { StateRefusal, type Answer } from "../http.ts";
import { articleHandlers } from "./articles.ts";
import { example } from "./example-answer.ts";
import { EXAMPLE, type Call, type Handler } from "./call.ts";
import { companyHandlers } from "./companies.ts";
import { contactHandlers } from "./contacts.ts";
import { conversationHandlers } from "./conversations.ts";
import { eventHandlers } from "./events.ts";
import { exportHandlers } from "./exports.ts";
import { noteHandlers } from "./notes.ts";
import { searchHandlers } from "./searches.ts";
import { tagHandlers } from "./tags.ts";
import { ticketHandlers } from "./tickets.ts";

const HANDLERS: Record<string, Handler> = {
  ...contactHandlers,
  ...companyHandlers,
  ...conversationHandlers,
  ...ticketHandlers,
  ...articleHandlers,
  ...tagHandlers,
  ...noteHandlers,
  ...eventHandlers,
  ...exportHandlers,
  ...searchHandlers,
};

/** Carries a call out on what the workspace holds; what keeps no state is answered with its example. */
export function carryOut(call: Call): Answer {
  const { entry, api, workspace } = call;
  const handler = HANDLERS[entry.operation.operationId];
  if (!handler) return example(call);
  try {
    const body = handler(call);
    return body === EXAMPLE ? example(call) : api.fit(entry, { status: api.success(entry).status, body });
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
