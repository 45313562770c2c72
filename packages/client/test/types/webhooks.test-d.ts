import type { Contact as Contact211, Ticket as Ticket211 } from "@intercom-openapi/types-2.11";
import type { Contact, Conversation, Ticket } from "@intercom-openapi/types-2.12";
import { expectTypeOf } from "vitest";
import type { ApiVersion, ApiVersions } from "../../src/index.js";
import {
  isTopic,
  parseWebhook,
  signWebhook,
  verifyWebhook,
  type Delivered,
  type KnownWebhookTopic,
  type WebhookItem,
  type WebhookItems,
  type WebhookNotification,
  type WebhookTopic,
} from "../../src/webhooks.js";

// the raw body in every form that servers have it in, and the header as they have it
expectTypeOf(verifyWebhook).parameter(0).toEqualTypeOf<string | Uint8Array | ArrayBuffer>();
expectTypeOf<string | string[] | null | undefined>().toExtend<Parameters<typeof verifyWebhook>[1]>();
expectTypeOf(verifyWebhook).returns.toEqualTypeOf<Promise<boolean>>();
expectTypeOf(signWebhook).returns.toEqualTypeOf<Promise<string>>();
// @ts-expect-error a body that was parsed
verifyWebhook({ type: "notification_event" }, "sha1=", "secret");
// @ts-expect-error the secret may be missing: check it
verifyWebhook("", "sha1=", process.env["INTERCOM_CLIENT_SECRET"]);

const newer = parseWebhook<"2.12">("");
const older = parseWebhook<"2.11">("");
const any = parseWebhook("");
expectTypeOf(newer).toEqualTypeOf<WebhookNotification<"2.12">>();
expectTypeOf(newer.id).toEqualTypeOf<string | null>();
expectTypeOf(newer.topic).toEqualTypeOf<WebhookTopic>();
expectTypeOf(newer.data.item).toEqualTypeOf<WebhookItem>();
// @ts-expect-error no such version
parseWebhook<"2.10">("");

// topics: known ones complete, and any other compiles
expectTypeOf<"contact.user.created">().toExtend<KnownWebhookTopic>();
expectTypeOf<"contact.usr.created">().not.toExtend<KnownWebhookTopic>();
export const isNew = newer.topic === "something.new";

// the item has the type of its topic, in its version
if (isTopic(newer, "contact.user.created", "contact.lead.created")) {
  expectTypeOf(newer.topic).toEqualTypeOf<"contact.user.created" | "contact.lead.created">();
  expectTypeOf(newer.data.item).toEqualTypeOf<Delivered<Contact>>();
  expectTypeOf(newer.data.item.id).toEqualTypeOf<string>();
  expectTypeOf(newer.data.item.email).toEqualTypeOf<Contact["email"] | undefined>();
  // @ts-expect-error a misspelt property
  expectTypeOf(newer.data.item.emial).toBeString();
}
if (isTopic(older, "contact.user.created")) {
  expectTypeOf(older.data.item).toEqualTypeOf<Delivered<Contact211>>();
}
if (isTopic(newer, "ticket.created"))
  expectTypeOf(newer.data.item).toEqualTypeOf<Delivered<NonNullable<Ticket>>>();
if (isTopic(older, "ticket.created")) {
  expectTypeOf(older.data.item).toEqualTypeOf<Delivered<NonNullable<Ticket211>>>();
  expectTypeOf(older.data.item).toHaveProperty("ticket_state");
}
if (isTopic(newer, "conversation.user.replied")) {
  expectTypeOf(newer.data.item).toEqualTypeOf<Delivered<Conversation>>();
}
if (isTopic(newer, "ticket.admin.replied")) {
  expectTypeOf(newer.data.item.ticket).toEqualTypeOf<Delivered<NonNullable<Ticket>>>();
  expectTypeOf(newer.data.item.ticket_part.id).toBeString();
}
if (isTopic(newer, "contact.user.tag.created")) {
  expectTypeOf(newer.data.item.tag.name).toEqualTypeOf<string | null | undefined>();
  expectTypeOf(newer.data.item.contact).toEqualTypeOf<Delivered<Contact>>();
}
if (isTopic(newer, "ping")) expectTypeOf(newer.data.item.message).toBeString();
if (isTopic(newer, "something.new")) expectTypeOf(newer.data.item).toEqualTypeOf<WebhookItem>();

// without a version, the item is of any
if (isTopic(any, "contact.merged")) {
  expectTypeOf(any.data.item).toExtend<Delivered<ApiVersions[ApiVersion]["schemas"]["contact"]>>();
  expectTypeOf(any.data.item.merged_from?.id).toEqualTypeOf<string | undefined>();
}

// times may be text, inside of objects too
expectTypeOf<Delivered<Contact>["created_at"]>().toEqualTypeOf<number | string | null | undefined>();
expectTypeOf<Delivered<Conversation>["snoozed_until"]>().toEqualTypeOf<number | string | null | undefined>();
expectTypeOf<NonNullable<Delivered<Conversation>["statistics"]>["first_close_at"]>().toEqualTypeOf<
  string | NonNullable<Conversation["statistics"]>["first_close_at"]
>();

// other values are the API's
expectTypeOf<Delivered<Conversation>["state"]>().toEqualTypeOf<Conversation["state"] | null | undefined>();
expectTypeOf<Delivered<Contact>["custom_attributes"]>().toExtend<object | null | undefined>();

// as recorded: null where the API leaves a property out, and what it has no operation for
export const company: WebhookItems<"2.12">["company.updated"] = {
  type: "company",
  id: "66f1a2b3",
  plan: null,
  remote_created_at: null,
  created_at: "2026-01-10T04:11:34.013+00:00",
  size: null,
  website: null,
};
export const away: WebhookItems<"2.12">["admin.away_mode_updated"] = {
  type: "admin",
  id: 7100232,
  job_title: null,
  away_status_reason: "",
};
export const published: WebhookItems<"2.11">["article.published"] = {
  type: "article",
  id: "50331",
  content_id: "60442",
  parent_ids: [144],
  created_at: "2026-05-16T14:57:26.000Z",
};
export const asked: WebhookItems["api.request.completed"] = {
  type: "api.request.completed",
  request_id: "0041k7m2q9vtd3hbe5rg",
  timestamp: 1771230000,
  request: { method: "GET", path: "/admins", ip_address: "198.51.100.7", user_agent: "curl" },
  authentication: { method: "oauth", token_id: "t", oauth_client_id: "c", app_package_code: "own-1" },
  response: { status: 200 },
  admin: { id: "7100232", email: "ines@harbourcycles.example" },
};

// every known topic has an item, which is an object and not `any` or `never`, in every version
type Broken = {
  [V in ApiVersion]: {
    [T in KnownWebhookTopic]: [WebhookItems<V>[T]] extends [never]
      ? [V, T]
      : WebhookItems<V>[T] extends WebhookItem
        ? never
        : [V, T];
  }[KnownWebhookTopic];
}[ApiVersion];
expectTypeOf<Broken>().toBeNever();
expectTypeOf<keyof WebhookItems<"2.12">>().toEqualTypeOf<KnownWebhookTopic>();
