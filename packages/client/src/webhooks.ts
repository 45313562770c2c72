export { isTopic } from "./webhooks/is-topic.js";
export { parseWebhook, type Envelope, type WebhookNotification } from "./webhooks/parse-webhook.js";
export { signWebhook, verifyWebhook } from "./webhooks/signature.js";
export type { Delivered } from "./webhooks/delivered.js";
export type { ItemOf, WebhookItem, WebhookItems } from "./webhooks/items.js";
export type { RawBody } from "./webhooks/raw-body.js";
export type { KnownWebhookTopic, WebhookTopic } from "./webhooks/topics.js";
