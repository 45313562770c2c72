import { IntercomUsageError } from "../errors.js";

/** A request's body as it arrived: nothing parsed, trimmed or written anew. */
export type RawBody = string | Uint8Array | ArrayBuffer;

const HMAC = { name: "HMAC", hash: "SHA-1" };

/**
 * Whether a notification comes from Intercom: whether its `X-Hub-Signature` is the HMAC-SHA1 of its body under your
 * app's client secret. Compared in constant time. Whatever else arrives, a header that is missing or no signature, a
 * body that is empty, is `false` and never throws.
 *
 * - Pass the **raw** body. One that was parsed and written again has other bytes, and one that is still parsed, or not
 *   read yet, throws.
 * - A signature does not age: a recorded notification verifies again. Remember the `id`s that you have handled.
 * - The client secret stands on the app's Basic information page in Intercom's Developer Hub; it is not the access token.
 *
 * @throws {IntercomUsageError} when the client secret is missing or holds a space, or the body is not the raw one.
 * @example
 * const body = await request.text();
 * if (!(await verifyWebhook(body, request.headers.get("x-hub-signature"), clientSecret))) {
 *   return new Response(null, { status: 401 });
 * }
 */
export async function verifyWebhook(
  rawBody: RawBody,
  signatureHeader: string | readonly string[] | null | undefined,
  clientSecret: string,
): Promise<boolean> {
  const key = await keyOf(clientSecret);
  const bytes = bytesOf(rawBody);
  const [, digits] = /^sha1=([\da-f]{40})$/i.exec(String(signatureHeader)) ?? [];
  if (!digits) return false;
  const signature = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  // the platform's own comparison: it takes as long for the first wrong byte as for the last
  return crypto.subtle.verify(HMAC, key, signature, bytes);
}

/**
 * The `X-Hub-Signature` that Intercom would send with a body: for the tests of your own handler.
 *
 * @throws {IntercomUsageError} when the client secret is missing or holds a space, or the body is not the raw one.
 * @example
 * const body = JSON.stringify(notification);
 * const headers = { "X-Hub-Signature": await signWebhook(body, "secret-of-the-test") };
 */
export async function signWebhook(rawBody: RawBody, clientSecret: string): Promise<string> {
  const digest = await crypto.subtle.sign(HMAC, await keyOf(clientSecret), bytesOf(rawBody));
  return `sha1=${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function keyOf(clientSecret: string): Promise<CryptoKey> {
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

/** The bytes that were signed. */
export function bytesOf(body: RawBody): Uint8Array<ArrayBuffer> {
  if (typeof body === "string") return copyOf(new TextEncoder().encode(body));
  // not `instanceof`, which is false for a buffer of another realm
  const kind = Object.prototype.toString.call(body);
  if (ArrayBuffer.isView(body) || kind === "[object ArrayBuffer]") return copyOf(body);
  // what body parsers leave of a request that they did not read is no mistake of the caller's: anybody can send one
  const isLeft = / (Undefined|Null|Object|Array|Number|Boolean)\]/.test(kind);
  if (isLeft && Object.keys(Object(body)).length === 0) return new Uint8Array(0);
  throw new IntercomUsageError(
    `The body was parsed already, or not read yet: pass the raw body, as it was signed, not ${kind}`,
  );
}

/** Of one type, whatever came; as a view, since WebCrypto refuses the buffers of another realm, which jsdom has. */
function copyOf(bytes: Uint8Array | ArrayBuffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
