/** A call that cannot be right. Thrown before anything is sent; the message says what to change. */
export class IntercomUsageError extends Error {
  override readonly name = "IntercomUsageError";
}
