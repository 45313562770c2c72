import type { Result } from "../answer.js";
import { IntercomParseError } from "../errors.js";

/** The data that the next step goes on with. `need` names a member that it cannot do without. */
export function dataOf<Data>({ data, error, response }: Result<Data>, need: string): NonNullable<Data> {
  if (error) throw error;
  if (Object(data)[need]) return data!;
  throw noAnswer(response, `no \`${need}\``, JSON.stringify(data) ?? "");
}

/** An answer that looks good, and that nobody can go on with. */
export function noAnswer({ status, headers }: Response, what: string, body: string): IntercomParseError {
  return new IntercomParseError(`${status} with ${what}`, {
    status,
    contentType: headers.get("content-type"),
    excerpt: body.slice(0, 200),
  });
}
