import type { Contact as Contact211 } from "@intercom-openapi/types-2.11";
import type { Contact as Contact212 } from "@intercom-openapi/types-2.12";
import { expectTypeOf } from "vitest";
import {
  createIntercomClient,
  exportMessages,
  throttle,
  upsertContact,
  type RateLimit,
  type RateStore,
} from "../../src/index.js";

const token = "secret";
const newer = createIntercomClient({ version: "2.12", token });
const older = createIntercomClient({ version: "2.11", token });

export async function upserts() {
  // the contact is that of the client's version
  const { contact, created } = await upsertContact(newer, { email: "mira.okafor@example.com", name: null });
  expectTypeOf(contact).toEqualTypeOf<Contact212>();
  expectTypeOf(created).toEqualTypeOf<boolean>();
  expectTypeOf((await upsertContact(older, { external_id: "1" })).contact).toEqualTypeOf<Contact211>();

  // the body is that of POST /contacts
  await upsertContact(newer, { external_id: "1", custom_attributes: { plan: "pro", seats: 3 } });
  // @ts-expect-error neither e-mail, external id nor role
  await upsertContact(newer, { name: "Mira Okafor" });
  // @ts-expect-error a field that it does not have
  await upsertContact(newer, { external_id: "1", nmae: "Mira Okafor" });
  // @ts-expect-error a value of another type
  await upsertContact(older, { external_id: "1", signed_up_at: "yesterday" });

  // its options
  await upsertContact(newer, { external_id: "1" }, { search: { limit: 3 }, deadlineMs: 1000 });
  // @ts-expect-error no such option
  await upsertContact(newer, { external_id: "1" }, { serach: { limit: 3 } });
  // @ts-expect-error whether it may be sent twice is not for the caller to say
  await upsertContact(newer, { external_id: "1" }, { idempotent: true });
}

export async function exports() {
  // there is a stream, unless there is nothing to export
  const result = await exportMessages(newer, { from: new Date(), to: 1772323200 });
  expectTypeOf(result.stream).toEqualTypeOf<ReadableStream<Uint8Array> | undefined>();
  expectTypeOf(result.jobIdentifier).toEqualTypeOf<string>();
  if (result.status === "completed") {
    expectTypeOf(result.stream).toEqualTypeOf<ReadableStream<Uint8Array>>();
  }
  await exportMessages(
    older,
    { jobIdentifier: "9f2c71a4d0e84b6c" },
    { decompress: true, poll: { minMs: 1 } },
  );
  // @ts-expect-error half a period
  await exportMessages(newer, { from: new Date() });
  // @ts-expect-error a date as a string
  await exportMessages(newer, { from: "2026-03-01", to: "2026-03-31" });
  // @ts-expect-error a stream is all it gives
  await exportMessages(newer, { from: 1, to: 2 }, { parseAs: "text" });
}

export function budgets(share: RateStore) {
  createIntercomClient({ version: "2.12", token, throttle: throttle() });
  createIntercomClient({ version: "2.12", token, throttle: throttle({ share }) });
  // @ts-expect-error a throttle is made, so that clients that do not want one do not carry it
  createIntercomClient({ version: "2.12", token, throttle: true });
  // @ts-expect-error a store of one function
  throttle({ share: { count: async () => 1 } });
  expectTypeOf(newer.rateLimit).toEqualTypeOf<RateLimit | undefined>();
  // @ts-expect-error Intercom says it
  newer.rateLimit = undefined;
}
