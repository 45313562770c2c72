import { IntercomUsageError } from "../errors.js";
import type { ApiVersion } from "../options.js";
import type { ItemOf } from "./items.js";
import { bytesOf, type RawBody } from "./signature.js";
import type { WebhookTopic } from "./topics.js";

/** What Intercom sends when something happened; without topics, on any of them. */
export type WebhookNotification<
  V extends ApiVersion = ApiVersion,
  Topic extends WebhookTopic = WebhookTopic,
> = Envelope<V, Topic, ItemOf<V, Topic>>;

/** A notification, whatever its topic and item. */
export interface Envelope<V, Topic, Item> {
  readonly type: "notification_event";
  /** The same for every attempt at delivery, so what to remember against handling it twice. Null for a `ping`. */
  readonly id: string | null;
  /** What happened. More topics may come; {@link isTopic} tells which it is and types the item. */
  readonly topic: Topic;
  /** The workspace in which it happened. */
  readonly app_id: string;
  /** When it happened, in Unix seconds. */
  readonly created_at: number;
  /** Which attempt at delivery this is, from 1. */
  readonly delivery_attempts: number;
  /** When the first attempt was made, in Unix seconds. */
  readonly first_sent_at: number;
  readonly data: {
    readonly type?: "notification_event_data";
    /** What it happened to. */
    readonly item: Item;
  };
  /** Types only: which version's items these are. */
  readonly "~version"?: V;
}

/**
 * Reads a notification. Verify its signature first: this tells whether a body is a notification, not who sent it.
 *
 * The version is the one that your app's webhooks are set to in Intercom's Developer Hub. It is not in the
 * notification, and the client's `Intercom-Version` has nothing to do with it. Without it, items are of any version.
 *
 * @throws {IntercomUsageError} for a body that is no notification; the message says why and quotes nothing of it.
 * @example
 * const notification = parseWebhook<"2.12">(body);
 * if (isTopic(notification, "conversation.user.created", "conversation.user.replied")) {
 *   console.log(notification.data.item.conversation_parts?.conversation_parts);
 * }
 */
export function parseWebhook<V extends ApiVersion = ApiVersion>(rawBody: RawBody): WebhookNotification<V> {
  const body = jsonOf(new TextDecoder().decode(bytesOf(rawBody)));
  const { type, topic, data } = objectOf(body, "The body");
  if (type !== "notification_event") throw noWebhook('its `type` is not "notification_event"');
  if (typeof topic !== "string" || topic === "") throw noWebhook("it has no `topic`");
  objectOf(objectOf(data, "`data`")["item"], "`data.item`");
  return body as WebhookNotification<V>;
}

/**
 * Whether a notification is of one of these topics; where it is, its item has their type.
 *
 * Topics are an open union, so comparing `notification.topic` cannot narrow the item as this does.
 *
 * @example
 * if (isTopic(notification, "contact.user.created", "contact.lead.created")) {
 *   console.log(notification.data.item.email);
 * }
 */
export function isTopic<V extends ApiVersion, const Topic extends WebhookTopic>(
  notification: WebhookNotification<V>,
  ...topics: Topic[]
): notification is WebhookNotification<V, Topic> {
  return (topics as WebhookTopic[]).includes(notification.topic);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // without the cause, which quotes the body
    throw noWebhook(text ? "it is not JSON" : "it is empty");
  }
}

function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw noWebhook(`${name} is not an object`);
}

function noWebhook(why: string): IntercomUsageError {
  return new IntercomUsageError(`Not a webhook notification: ${why}`);
}
