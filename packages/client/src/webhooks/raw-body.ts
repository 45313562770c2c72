import { IntercomUsageError } from "../errors.js";

/** A request's body as it arrived: nothing parsed, trimmed or written anew. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** The bytes that were signed. */
export function bytesOf(body: RawBody): ArrayBuffer {
  if (typeof body === "string") return copyOf(new TextEncoder().encode(body));
  // not `instanceof`, which is false for a buffer of another realm
  if (ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === "[object ArrayBuffer]") {
    return copyOf(body);
  }
  // what body parsers leave of a request that they did not read is no mistake of the caller's: anybody can send one
  if (Object.keys(Object(body)).length === 0) return new ArrayBuffer(0);
  throw new IntercomUsageError("The body was parsed already: pass the raw body, as it was signed");
}

/** The bytes alone: they may be a part of a larger buffer, as Node's are. */
function copyOf(bytes: Uint8Array | ArrayBuffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
