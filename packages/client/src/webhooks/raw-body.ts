import { IntercomUsageError } from "../errors.js";

/** A request's body as it arrived: nothing parsed, trimmed or written anew. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** The bytes that were signed. */
export function bytesOf(body: RawBody): Uint8Array<ArrayBuffer> {
  if (typeof body === "string") return copyOf(new TextEncoder().encode(body));
  // not `instanceof`, which is false for a buffer of another realm
  if (ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === "[object ArrayBuffer]") {
    return copyOf(body);
  }
  // what body parsers leave of a request that they did not read is no mistake of the caller's: anybody can send one
  if (Object.keys(Object(body)).length === 0) return new Uint8Array(0);
  throw new IntercomUsageError("The body was parsed already: pass the raw body, as it was signed");
}

/** Of one type, whatever came; as a view, since WebCrypto refuses the buffers of another realm, which jsdom has. */
function copyOf(bytes: Uint8Array | ArrayBuffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
