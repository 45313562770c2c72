import type { OperationEntry } from "@intercom-openapi/descriptions/reading";
import type { VersionApi } from "../description/version-api.ts";
import { invalid, StateRefusal } from "../http.ts";
import { text, type Json } from "../json.ts";
import type { Contact, Item, Thread } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

/** A request that fits its operation's description, and where it is to be carried out. */
export interface Call {
  entry: OperationEntry;
  api: VersionApi;
  workspace: Workspace;
  /** As the caller sees it: the host is the one that they asked. */
  url: URL;
  path: Record<string, string>;
  query: URLSearchParams;
  body: Json;
}

/** Carries an operation out; what it returns is the body of the described success. */
export type Handler = (call: Call) => unknown;

/** Refuses because something is not there, with the code that the operation's description has for it. */
export function missing({ api, entry }: Call, what: string, message?: string): StateRefusal {
  const code = api.refusalCode(entry, 404, `${what}_not_found`) ?? "not_found";
  return new StateRefusal(404, code, message ?? `There is no ${what.replaceAll("_", " ")} with this id`);
}

export function found<T>(call: Call, what: string, item: T | undefined): T {
  if (!item) throw missing(call, what);
  return item;
}

/** Refuses a body that names something that is not there, where the description has no 404 for it, or may not be named. */
export function unfit(field: string, message: string): StateRefusal {
  return new StateRefusal(400, "parameter_invalid", message, field);
}

/** Refuses values that each may be sent, but not together, or not of what they are to change. */
export function unprocessable(message: string): StateRefusal {
  return new StateRefusal(422, "unprocessable_entity", message);
}

export function at(call: Call, parameter: string): string {
  const value = call.path[parameter];
  if (value === undefined) throw new Error(`${call.entry.path} has no ${parameter}`);
  return value;
}

// what the path names, for the operations of others: see `named` for those of its own

export function contactAt(call: Call): Contact {
  return found(call, "contact", call.workspace.contacts.get(at(call, "contact_id")));
}

export function companyAt(call: Call): Item {
  return found(call, "company", call.workspace.companies.get(at(call, "company_id")));
}

export function conversationAt(call: Call): Thread {
  return found(call, "conversation", call.workspace.conversations.get(at(call, "conversation_id")));
}

export function ticketAt(call: Call): Thread {
  return found(call, "ticket", call.workspace.tickets.get(at(call, "ticket_id")));
}

/** The contact that part of a body names: by `intercom_user_id` or `id`, by `user_id` or `external_id`, or by `email`. */
export function contactNamed(call: Call, reference: Json): Contact {
  const { intercom_user_id, id = intercom_user_id, user_id, external_id = user_id, email } = reference;
  return found(call, "contact", call.workspace.contacts.find({ id, external_id, email }));
}

/** The company with your own identifier of one. */
export function companyCalled({ companies }: Workspace, companyId: unknown): Item | undefined {
  const given = text(companyId);
  return given === undefined ? undefined : companies.all().find(({ body }) => body["company_id"] === given);
}

/** The company that part of a body names: by `id`, or by `company_id`. */
export function companyNamed(call: Call, { id, company_id }: Json): Item {
  const { workspace } = call;
  return found(
    call,
    "company",
    workspace.companies.get(text(id) ?? "") ?? companyCalled(workspace, company_id),
  );
}

/** When what a body tells of was: `created_at`, or now. */
export function toldAt({ workspace, body: { created_at } }: Call): number {
  return typeof created_at === "number" ? created_at : workspace.seconds;
}

/** A whole number from a query parameter. */
export function wholeNumber(
  { query }: Call,
  name: string,
  fallback: number,
  { least = 1, most = Infinity } = {},
): number {
  const given = query.get(name);
  if (given === null) return fallback;
  const value = Number(given);
  if (!Number.isInteger(value) || value < least || value > most) {
    const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
    throw invalid(name, `\`${name}\` takes a number ${range}`);
  }
  return value;
}
