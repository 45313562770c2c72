import type { ApiVersion } from "../options.js";
import type { WebhookNotification } from "./parse-webhook.js";
import type { WebhookTopic } from "./topics.js";

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
