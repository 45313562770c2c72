import { bare, checkOptions } from "../check-options.js";
import type { IntercomClient } from "../client.js";
import type { Result } from "../answer.js";
import type { ApiVersion } from "../options.js";
import type { CallOptions, Kinds, KindsOf } from "../call-options.js";
import { IntercomUsageError } from "../errors.js";
import type { ApiVersions } from "../generated/versions.js";
import { followSignal, newScope, sleep } from "../limits.js";
import { dataOf } from "./steps.js";

/** The operation that creates a contact. */
export type CreateContact<V extends ApiVersion> = ApiVersions[V]["endpoints"]["POST"]["/contacts"];

/** What `upsertContact` gives. */
export interface Upserted<V extends ApiVersion> {
  /** The contact as Intercom has it now. */
  readonly contact: CreateContact<V>["data"];
  /** Whether it is new; `false` when a contact with these details was there and was updated. */
  readonly created: boolean;
}

/** How to search for the contact that is in the way. */
export interface SearchOptions {
  limit?: number | undefined;
  delayMs?: number | undefined;
}

/** The call options, for each of the calls; `signal` ends them all, and the waits between them. */
export interface UpsertOptions extends Omit<CallOptions, "parseAs" | "idempotent"> {
  /**
   * How often to search, and how long to wait before the second search, in milliseconds; each wait is twice the last.
   * Only where Intercom refuses to create the contact without saying which contact is in the way: its search finds a
   * new contact only after minutes.
   *
   * @default { limit: 8, delayMs: 1_000 }
   */
  search?: SearchOptions | undefined;
}

const UPSERT_KINDS: Kinds = {
  search: {
    limit: "number above 0 or 0",
    delayMs: "number above 0 or 0",
  } satisfies KindsOf<SearchOptions>,
} satisfies KindsOf<Omit<UpsertOptions, keyof CallOptions>>;

/** What of a contact this looks at, in a body or an answer. */
interface Sought {
  id?: string;
  external_id?: string | null;
  email?: string | null;
  role?: string;
}

/** The calls that this makes: the same in every version, whatever else its bodies may hold. */
interface ContactCalls {
  POST(path: "/contacts/search", init: object): Promise<Result<{ data?: Sought[] }>>;
  POST(path: "/contacts" | "/contacts/{contact_id}/unarchive", init: object): Promise<Result<Sought>>;
  PUT(path: "/contacts/{contact_id}", init: object): Promise<Result<Sought>>;
}

/**
 * Creates a contact, or updates the one that has its e-mail address or external id already. An archived one is
 * unarchived first. However many of these run at once for one contact, there is one contact in the end.
 *
 * Intercom lets leads share an e-mail address, so a lead without `external_id` may be created twice.
 *
 * @throws {IntercomApiError} when a call fails, or the 409 when no search finds the contact that it is about.
 * @example
 * const { contact, created } = await upsertContact(intercom, { external_id: "user-4821", name: "Mira Okafor" });
 */
export async function upsertContact<V extends ApiVersion>(
  client: IntercomClient<V>,
  body: CreateContact<V>["body"],
  options?: UpsertOptions,
): Promise<Upserted<V>> {
  const { search, passed } = checkOptions(bare<UpsertOptions>(), options, UPSERT_KINDS, /^/);
  const init = bare(passed as CallOptions | undefined);
  const intercom = client as unknown as ContactCalls;
  const given = body as Sought;
  const upserted = (answer: Result<Sought>, created: boolean) => ({
    contact: dataOf(answer, "id") as CreateContact<V>["data"],
    created,
  });
  const { limit = 8, delayMs = 1000 } = bare(search);
  if (Object(given) !== given) throw new IntercomUsageError("The contact must be an object");
  const { external_id } = given;
  for (let round = 1; ; round++) {
    // where the external id is taken, a second create is refused, so it does no harm; an empty one is none
    const made = await intercom.POST("/contacts", {
      ...init,
      idempotent: Boolean(external_id),
      body,
    });
    const conflict = made.error;
    if (conflict?.status !== 409) return upserted(made, true);
    const contact_id = conflict.existingId ?? (await findContact(intercom, given, init, limit, delayMs));
    if (!contact_id) throw conflict;

    const params = { path: { contact_id } };
    const isArchived = /archived/i.test(JSON.stringify(conflict.errors));
    const freed = isArchived
      ? await intercom.POST("/contacts/{contact_id}/unarchive", { ...init, idempotent: true, params })
      : undefined;
    const updated = freed?.error
      ? freed
      : await intercom.PUT("/contacts/{contact_id}", { ...init, params, body });
    if (!updated.error) return upserted(updated, false);
    // somebody else may have merged, deleted or unarchived it since: what does Intercom say of it now?
    if (round > 2 || !(freed?.error || updated.error.status === 404)) throw updated.error;
  }
}

/** The id of the contact that has this external id or this e-mail address, once the search knows of it. */
async function findContact(
  intercom: ContactCalls,
  { external_id, email }: Sought,
  init: CallOptions,
  limit: number,
  delayMs: number,
): Promise<string | undefined> {
  const filters = Object.entries({ external_id, email }).flatMap(([field, value]) =>
    value ? [{ field, operator: "=" as const, value }] : [],
  );
  if (!filters.length) return undefined;
  const scope = newScope();
  const unfollow = init.signal && followSignal(init.signal, scope.end);
  try {
    for (let searches = 1; searches <= limit; searches++) {
      if (searches > 1) await sleep(scope, delayMs * 2 ** (searches - 2));
      const body = { query: { operator: "OR" as const, value: filters } };
      const { data } = dataOf(await intercom.POST("/contacts/search", { ...init, body }), "data");
      const contacts = [data!].flat().filter(Boolean);
      const found =
        contacts.find((contact) => external_id && contact.external_id === external_id) ??
        // leads may share an e-mail address, so they are in nobody's way
        contacts.find((contact) => contact.role !== "lead");
      if (found) return found.id;
    }
    return undefined;
  } finally {
    unfollow?.();
  }
}
