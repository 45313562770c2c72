import { IntercomUsageError } from "./chunk-YTDEDNTA.js";

// packages/client/src/webhooks/is-topic.ts
function isTopic(notification, ...topics) {
  return topics.includes(notification.topic);
}

// packages/client/src/webhooks/raw-body.ts
function bytesOf(body) {
  if (typeof body === "string") return copyOf(new TextEncoder().encode(body));
  if (ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === "[object ArrayBuffer]") {
    return copyOf(body);
  }
  if (Object.keys(Object(body)).length === 0) return new ArrayBuffer(0);
  throw new IntercomUsageError("The body was parsed already: pass the raw body, as it was signed");
}
function copyOf(bytes) {
  return new Uint8Array(bytes).buffer;
}

// packages/client/src/webhooks/parse-webhook.ts
function parseWebhook(rawBody) {
  const body = jsonOf(new TextDecoder().decode(bytesOf(rawBody)));
  const { type, topic, data } = objectOf(body, "The body");
  if (type !== "notification_event") throw noWebhook('its `type` is not "notification_event"');
  if (typeof topic !== "string" || topic === "") throw noWebhook("it has no `topic`");
  objectOf(objectOf(data, "`data`")["item"], "`data.item`");
  return body;
}
function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw noWebhook(text ? "it is not JSON" : "it is empty");
  }
}
function objectOf(value, name) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw noWebhook(`${name} is not an object`);
}
function noWebhook(why) {
  return new IntercomUsageError(`Not a webhook notification: ${why}`);
}

// packages/client/src/webhooks/signature.ts
var HMAC = { name: "HMAC", hash: "SHA-1" };
async function verifyWebhook(rawBody, signatureHeader, clientSecret) {
  const key = await keyOf(clientSecret);
  const bytes = bytesOf(rawBody);
  const [, digits] = /^sha1=([\da-f]{40})$/i.exec(String(signatureHeader)) ?? [];
  if (!digits) return false;
  const signature = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.verify(HMAC, key, signature, bytes);
}
async function signWebhook(rawBody, clientSecret) {
  const digest = await crypto.subtle.sign(HMAC, await keyOf(clientSecret), bytesOf(rawBody));
  return `sha1=${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
function keyOf(clientSecret) {
  if (typeof clientSecret !== "string" || !/^\S+$/.test(clientSecret)) {
    throw new IntercomUsageError(
      "`clientSecret` is missing or holds a space: see your app in the Developer Hub",
    );
  }
  return crypto.subtle.importKey("raw", new TextEncoder().encode(clientSecret), HMAC, false, [
    "sign",
    "verify",
  ]);
}
export { isTopic, parseWebhook, signWebhook, verifyWebhook };
