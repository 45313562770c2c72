import type { ApiVersion } from "../options.js";
import type { ApiVersions } from "../generated/versions.js";
import type {
  AdminTopic,
  ArticleTopic,
  CompanyContactTopic,
  CompanyTopic,
  ContactTagTopic,
  ContactTopic,
  ConversationContactTopic,
  ConversationTopic,
  SubscriptionTopic,
  TicketContactTopic,
  TicketPartTopic,
  TicketTopic,
} from "./topics.js";

/** An item whose topic is not known, or not yet looked at. */
export interface WebhookItem {
  readonly type?: string;
  readonly id?: string | number;
  readonly [property: string]: unknown;
}

/** The item of every topic whose item is known, in the version that the app's webhooks are set to. */
export type WebhookItems<V extends ApiVersion = ApiVersion> = {
  ping: { type: "ping"; message: string };
  "contact.archived": Delivered<Schema<V, "contact_archived">>;
  "contact.deleted": Delivered<Schema<V, "contact_deleted">>;
  /** The contact that remains. Newer versions tell which one went into it. */
  "contact.merged": Contact<V> & { merged_from?: { type: "contact"; id: string } };
  /** Only what it was called by. */
  "conversation.deleted": { type: "conversation"; conversation_id: string };
  "company.deleted": { type: "company"; id: string; deleted: boolean };
  "admin.activity_log_event.created": Delivered<Schema<V, "activity_log">> & { type: string };
  "event.created": Delivered<Schema<V, "data_event">>;
  "api.request.completed": {
    type: "api.request.completed";
    request_id: string;
    timestamp: number;
    request: { method: string; path: string; ip_address?: string | null; user_agent?: string | null };
    authentication?: {
      method: string;
      token_id?: string | null;
      oauth_client_id?: string | null;
      app_package_code?: string | null;
    };
    response: { status: number };
    admin?: { id: string; email: string } | null;
  };
  /** The person is a contact by now, so the `type` is `user`. */
  "visitor.signed_up": Omit<Delivered<Schema<V, "visitor">>, "type"> & { type: string };
} & { [T in ContactTopic]: Contact<V> } & {
  [T in ContactTagTopic]: {
    type: "contact_tag";
    created_at?: number;
    tag: Delivered<Schema<V, "tag">>;
    contact: Contact<V>;
  };
} & {
  [T in SubscriptionTopic]: {
    type: string;
    created_at?: number;
    contact: Contact<V>;
    subscription_types: { type: "list"; data: Delivered<Schema<V, "subscription_type">>[] };
  };
} & {
  /** Its parts are only those that the topic is about. */
  [T in ConversationTopic]: Delivered<Schema<V, "conversation">>;
} & {
  /** The conversation is not in the API's form here: read it by its id. */
  [T in ConversationContactTopic]: { conversation: Record<string, unknown>; contact: Contact<V> };
} & { [T in CompanyTopic]: Company<V> } & {
  [T in CompanyContactTopic]: { company: Company<V>; contact: Contact<V> };
} & { [T in TicketTopic]: Ticket<V> } & {
  /** The ticket, and the part of it that the topic is about. */
  [T in TicketPartTopic]: {
    type: "ticket_ticket_part";
    ticket: Ticket<V>;
    ticket_part: Delivered<Schema<V, "ticket_part">>;
  };
} & {
  /** The ticket is not in the API's form here: read it by its id. */
  [T in TicketContactTopic]: { ticket: Record<string, unknown>; contact: Contact<V> };
} & {
  /** The id is a number, unlike in the API. */
  [T in AdminTopic]: Omit<Delivered<Schema<V, "admin">>, "id"> & {
    id: string | number;
    /** Why the admin is away; empty when no reason was given. */
    away_status_reason?: string | null;
  };
} & {
  /** A deleted one is told whole, or only by its id. */
  [T in ArticleTopic]: Delivered<Schema<V, "article">>;
};

/** The item of a topic; of several, one of theirs. */
export type ItemOf<V extends ApiVersion, Topic> = string extends Topic
  ? WebhookItem
  : Topic extends keyof WebhookItems<V>
    ? Extract<WebhookItems<V>[Topic], WebhookItem>
    : WebhookItem;

type Contact<V extends ApiVersion> = Delivered<Schema<V, "contact">>;
type Company<V extends ApiVersion> = Delivered<Schema<V, "company">>;
type Ticket<V extends ApiVersion> = Delivered<NonNullable<Schema<V, "ticket">>>;

/** A component of the description; of several versions, one of theirs. */
type Schema<V extends ApiVersion, Name extends string> = V extends ApiVersion
  ? Name extends keyof ApiVersions[V]["schemas"]
    ? ApiVersions[V]["schemas"][Name]
    : WebhookItem
  : never;

/**
 * An object as webhooks deliver it. It is the object of the API, but
 *
 * - times are Unix seconds in some places and ISO 8601 text in others, even within one object
 * - what is in an answer of the API can be missing or null, except `type` and `id`
 */
export type Delivered<T> = T extends unknown
  ? { [K in keyof T]?: Loose<K, T[K]> | null } & Pick<T, Extract<keyof T, "type" | "id">>
  : never;

type Loose<K, Value> = K extends `${string}_${"at" | "since" | "until"}` ? Value | string : Inner<Value>;

// texts first: `string & {}`, which keeps an enum open, counts as an object
type Inner<Value> = Value extends string
  ? Value
  : Value extends readonly (infer Element)[]
    ? Inner<Element>[]
    : Value extends object
      ? { [K in keyof Value]: Loose<K, Value[K]> }
      : Value;
