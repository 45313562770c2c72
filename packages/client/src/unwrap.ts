import type { Result } from "./answer.js";

/**
 * The data of a call, for those who would rather catch errors than look at them.
 *
 * @throws {IntercomApiError} on any answer other than a 2xx, and whatever the call rejects with.
 * @example
 * const me = await unwrap(intercom.GET("/me"));
 */
export async function unwrap<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const result = await call;
  if (result.error) throw result.error;
  return result.data;
}
