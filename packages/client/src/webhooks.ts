export { isTopic, parseWebhook, type Envelope, type WebhookNotification } from "./webhooks/parse-webhook.js";
export { signWebhook, verifyWebhook, type RawBody } from "./webhooks/signature.js";
export type { Delivered, ItemOf, WebhookItem, WebhookItems } from "./webhooks/items.js";
export type { KnownWebhookTopic, WebhookTopic } from "./webhooks/topics.js";
