import type { Result } from "../answer.js";
import { IntercomParseError } from "../errors.js";

/** The data that the next step goes on with. `need` names a member that it cannot do without. */
export function dataOf<Data>({ data, error, response }: Result<Data>, need: string): NonNullable<Data> {
  if (error) throw error;
  if (Object(data)[need]) return data!;
  throw noAnswer(response, `no \`${need}\``, data === undefined ? "" : JSON.stringify(data));
}

/** An answer that looks good, and that nobody can go on with. */
export function noAnswer({ status, headers }: Response, what: string, body: string): IntercomParseError {
  return new IntercomParseError(`${status} with ${what}`, {
    status,
    contentType: headers.get("content-type"),
    excerpt: body.slice(0, 200),
  });
}

/** Waits, or rejects with the signal's reason as soon as it is aborted. Leaves no timer and no listener behind. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      },
      // more than 31 bits would be over at once
      Math.min(ms, 2e9),
    );
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}
