import type { IntercomClient } from "../client.js";
import type { ApiVersion, CallOptions } from "../options.js";
import type { ApiVersions } from "../generated/versions.js";
import { findContact, type SearchOptions } from "./find-contact.js";

/** The operation that creates a contact. */
export type CreateContact<V extends ApiVersion> = ApiVersions[V]["endpoints"]["POST"]["/contacts"];

/** What `upsertContact` gives. */
export interface Upserted<V extends ApiVersion> {
  /** The contact as Intercom has it now. */
  readonly contact: CreateContact<V>["data"];
  /** Whether it is new; `false` when a contact with these details was there and was updated. */
  readonly created: boolean;
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
  { search, ...init }: UpsertOptions = {},
): Promise<Upserted<V>> {
  // the calls are the same in every version
  const intercom = client as unknown as IntercomClient<ApiVersion>;
  const { external_id } = body;
  for (let round = 1; ; round++) {
    // where the external id is taken, a second create is refused, so it does no harm
    const made = await intercom.POST("/contacts", {
      ...init,
      idempotent: typeof external_id === "string",
      body,
    });
    if (made.data) return { contact: made.data, created: true };
    const conflict = made.error;
    if (conflict?.status !== 409) throw conflict;
    const contact_id = conflict.existingId ?? (await findContact(intercom, body, init, search));
    if (!contact_id) throw conflict;

    const params = { path: { contact_id } };
    const isArchived = conflict.errors.some(({ message }) => /archived/i.test(message ?? ""));
    const freed = isArchived
      ? await intercom.POST("/contacts/{contact_id}/unarchive", { ...init, idempotent: true, params })
      : undefined;
    const updated = freed?.error
      ? freed
      : await intercom.PUT("/contacts/{contact_id}", { ...init, params, body });
    if (!updated.error) return { contact: updated.data, created: false };
    // somebody else may have merged, deleted or unarchived it since: what does Intercom say of it now?
    if (round > 2 || !(freed?.error || updated.error.status === 404)) throw updated.error;
  }
}
