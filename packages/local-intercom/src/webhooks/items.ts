import type { VersionApi } from "../description/version-api.ts";
import { Refusal } from "../http.ts";
import { isJson, objectAt, objectsAt, text, type Json } from "../json.ts";
import { HANDLERS } from "../resources/index.ts";
import type { Workspace } from "../store/workspace.ts";
import type { Happening } from "./happening.ts";

/** Makes the item of a notification; undefined where what it is about is gone. */
type Maker = (happening: Happening, show: Show) => Json | undefined;

const MAKERS = {
  contact: ({ id }, show) => show.contact(id),
  "archived contact": ({ id, body }, show) =>
    show.component("contact_archived", { ...named("contact", id, body), archived: true }),
  "deleted contact": ({ id, body }, show) =>
    show.component("contact_deleted", { ...named("contact", id, body), deleted: true }),
  "contact and tag": ({ id, other }, show) => {
    const [contact, tag] = [show.contact(id), show.read("findTag", { tag_id: other })];
    return contact && tag && { type: "contact_tag", created_at: show.seconds, tag, contact };
  },
  visitor: ({ body }, show) => ({ ...show.component("visitor", body), type: "user" }),
  event: ({ id, body }, show) => show.component("data_event", { ...body, ...show.doerOf(id) }),

  company: ({ id }, show) => show.company(id),
  "deleted company": ({ id }) => ({ type: "company", id, deleted: true }),
  "company and contact": ({ id, other }, show) => {
    const [company, contact] = [show.company(other), show.contact(id)];
    return company && contact && { company, contact };
  },

  // its parts are those that the topic is about
  conversation: ({ id, part }, show) => {
    const conversation = show.read("retrieveConversation", { conversation_id: id });
    if (!conversation) return undefined;
    const list = objectAt(conversation, "conversation_parts");
    const parts = objectsAt(list, "conversation_parts").filter((one) => part && one["id"] === part["id"]);
    return {
      ...conversation,
      conversation_parts: { ...list, conversation_parts: parts, total_count: parts.length },
    };
  },
  "conversation and contact": ({ id, other }, show) => {
    const conversation = show.read("retrieveConversation", { conversation_id: id });
    const contact = show.contact(other);
    return conversation && contact && { conversation, contact };
  },

  ticket: ({ id }, show) => show.read("getTicket", { ticket_id: id }),
  "ticket and part": ({ id, part }, show) => {
    const ticket = show.read("getTicket", { ticket_id: id });
    if (!ticket) return undefined;
    const last = objectsAt(objectAt(ticket, "ticket_parts"), "ticket_parts").at(-1);
    const ticket_part = show.component("ticket_part", part ?? last ?? {});
    return { type: "ticket_ticket_part", ticket, ticket_part };
  },

  // the id of an admin is a number here, unlike in the API
  admin: ({ id }, show) => {
    const admin = show.read("retrieveAdmin", { admin_id: id });
    return admin && { ...admin, id: Number.isNaN(Number(id)) ? id : Number(id) };
  },
  "activity log": ({ body }, show) => ({ type: "activity_log", ...show.component("activity_log", body) }),
} satisfies Record<string, Maker>;

export type ItemKind = keyof typeof MAKERS;

export function itemOf(kind: ItemKind, happening: Happening, show: Show): Json | undefined {
  return MAKERS[kind](happening, show);
}

function named(type: string, id: string, body: Json): Json {
  return { type, id, external_id: body["external_id"] ?? null };
}

/** Shows what a workspace holds as one version does: what its operations answer. */
export class Show {
  constructor(
    private readonly workspace: Workspace,
    private readonly api: VersionApi,
  ) {}

  get seconds(): number {
    return this.workspace.seconds;
  }

  contact(contact_id: string | undefined): Json | undefined {
    return this.read("ShowContact", { contact_id });
  }

  company(company_id: string | undefined): Json | undefined {
    return this.read("RetrieveACompanyById", { company_id });
  }

  /** What an operation that reads answers; undefined where that is a refusal, or there is no such operation. */
  read(operationId: string, path: Record<string, string | undefined>): Json | undefined {
    const [entry, handler] = [this.api.operation(operationId), HANDLERS.get(operationId)];
    if (!entry || !handler) return undefined;
    const ids = Object.fromEntries(Object.entries(path).map(([name, value]) => [name, value ?? ""]));
    const url = new URL("https://api.intercom.io");
    const call = { entry, api: this.api, workspace: this.workspace, url, path: ids };
    try {
      const body = handler({ ...call, query: new URLSearchParams(), body: {} });
      const { body: shown } = this.api.fit(entry, { ...this.api.success(entry), body });
      return isJson(shown) ? shown : undefined;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  component(name: string, value: Json): Json {
    const shown = this.api.component(name, value);
    return isJson(shown) ? shown : {};
  }

  /** Who did what an event tells of, as events name them. */
  doerOf(event: string): Json {
    const { did, contacts } = this.workspace;
    const [id] = did.to(event);
    const { external_id, email } = contacts.get(id ?? "")?.body ?? {};
    return {
      id: event,
      ...(id !== undefined && { intercom_user_id: id }),
      ...(text(external_id) && { user_id: external_id }),
      ...(text(email) && { email }),
    };
  }
}
