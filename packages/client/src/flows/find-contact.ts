import type { IntercomClient } from "../client.js";
import type { ApiVersion, CallOptions } from "../options.js";
import { unwrap } from "../unwrap.js";
import { sleep } from "./sleep.js";

/** How often to search, and how long to wait before the second search, in milliseconds. */
export interface SearchOptions {
  limit?: number | undefined;
  delayMs?: number | undefined;
}

/** The id of the contact that has this external id or this e-mail address, once the search knows of it. */
export async function findContact(
  intercom: IntercomClient<ApiVersion>,
  { external_id, email, role }: { external_id?: string | null; email?: string; role?: string },
  init: CallOptions,
  { limit = 8, delayMs = 1000 }: SearchOptions = {},
): Promise<string | undefined> {
  const filters = Object.entries({ external_id, email }).flatMap(([field, value]) =>
    value ? [{ field, operator: "=" as const, value }] : [],
  );
  if (!filters.length) return undefined;
  for (let searches = 1; searches <= limit; searches++) {
    if (searches > 1) await sleep(delayMs * 2 ** (searches - 2), init.signal);
    const body = { query: { operator: "OR" as const, value: filters } };
    const { data = [] } = await unwrap(intercom.POST("/contacts/search", { ...init, body }));
    const found =
      data.find((contact) => external_id && contact.external_id === external_id) ??
      // leads may share an e-mail address, so they are in nobody's way
      data.find((contact) => contact.role !== "lead" || role === "lead");
    if (found) return found.id;
  }
  return undefined;
}
