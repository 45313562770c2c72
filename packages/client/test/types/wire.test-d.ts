import type * as older from "@intercom-openapi/types-2.11";
import type * as newer from "@intercom-openapi/types-2.12";
import { expectTypeOf } from "vitest";
import { createIntercomClient, paginate, unwrap } from "../../src/index.js";

// what the wire was seen to carry; specs/evidence has each
const token = "secret";
const [two11, two12] = [
  createIntercomClient({ version: "2.11", token }),
  createIntercomClient({ version: "2.12", token }),
];
const ofConversation = { params: { path: { conversation_id: "471" } } };

export async function conversations() {
  const { source, statistics, first_contact_reply } = await unwrap(
    two11.GET("/conversations/{conversation_id}", ofConversation),
  );
  // @ts-expect-error a conversation may have no source
  expectTypeOf(source.body).toEqualTypeOf<string>();
  expectTypeOf(source!.type).toExtend<string | null>();
  expectTypeOf<null>().toExtend<NonNullable<typeof source>["type"]>();
  expectTypeOf<"a channel of tomorrow">().toExtend<NonNullable<typeof source>["type"]>();
  expectTypeOf(first_contact_reply!.type).toEqualTypeOf<string | null>();
  expectTypeOf(statistics!.last_closed_by_id).toEqualTypeOf<number | null | undefined>();

  const listed = await unwrap(two12.GET("/conversations", { params: { query: { per_page: 20 } } }));
  // @ts-expect-error in lists too
  expectTypeOf(listed.conversations[0]!.source.redacted).toEqualTypeOf<boolean>();
  expectTypeOf(listed.pages.per_page).toEqualTypeOf<number | string>();
  const query = { field: "id", operator: "!=", value: null } as const;
  const found = await unwrap(two12.POST("/conversations/search", { body: { query } }));
  // @ts-expect-error and in searches
  expectTypeOf(found.conversations[0]!.source.redacted).toEqualTypeOf<boolean>();
  expectTypeOf(found.pages.per_page).toEqualTypeOf<number>();

  const body = { type: "admin", admin_id: "7100231" } as const;
  await two11.POST("/conversations/{conversation_id}/parts", {
    ...ofConversation,
    body: { ...body, message_type: "open" },
  });
  await two12.POST("/conversations/{conversation_id}/parts", {
    ...ofConversation,
    body: { ...body, message_type: "snoozed", snoozed_until: 1_900_000_000 },
  });
}

export async function messages() {
  const { owner } = await unwrap(
    two11.POST("/messages", {
      body: {
        message_type: "inapp",
        body: "Your bike is ready",
        from: { type: "admin", id: "7100231" },
        to: { type: "contact", id: "66f1a2b3c4d5e6f708192a3b" },
      },
    }),
  );
  expectTypeOf(owner!.email).toBeString();
  expectTypeOf(owner!.away_mode_enabled).toEqualTypeOf<boolean | undefined>();
}

export async function contacts() {
  const at = { params: { path: { contact_id: "66f1a2b3c4d5e6f708192a3b" } } };
  const contact = await unwrap(two11.GET("/contacts/{contact_id}", at));
  expectTypeOf(contact.sms_consent).toEqualTypeOf<boolean | undefined>();
  expectTypeOf(contact.unsubscribed_from_sms).toEqualTypeOf<boolean | undefined>();
  await two11.PUT("/contacts/{contact_id}", { ...at, body: { external_id: null, email: null } });
  await two12.POST("/contacts", { body: { external_id: null, email: "mira.okafor@example.com" } });
  await two11.POST("/tags", {
    body: { name: "VIP", users: [{ id: "66f1a2b3c4d5e6f708192a3b", untag: true }] },
  });

  // what was read can be written back, and custom objects are named by a list of their ids
  const custom_attributes = contact.custom_attributes;
  await two11.PUT("/contacts/{contact_id}", { ...at, body: { custom_attributes } });
  const orders = { orders: ["21"], plan: "pro", seats: 3 };
  await two11.PUT("/contacts/{contact_id}", { ...at, body: { custom_attributes: orders } });
  await two12.PUT("/conversations/{conversation_id}", {
    ...ofConversation,
    body: { custom_attributes: orders },
  });
  // @ts-expect-error the ids are texts
  await two12.PUT("/contacts/{contact_id}", { ...at, body: { custom_attributes: { orders: [21] } } });
  // @ts-expect-error an answer holds no list of ids
  expectTypeOf<string[]>().toExtend<NonNullable<typeof custom_attributes>[string]>();
}

export async function others() {
  const admin = await unwrap(two12.GET("/admins/{admin_id}", { params: { path: { admin_id: "7100231" } } }));
  expectTypeOf(admin.away_status_reason_id).toEqualTypeOf<number | null | undefined>();
  expectTypeOf(admin.avatar!.type).toEqualTypeOf<"avatar" | undefined>();
  const article = await unwrap(
    two11.GET("/articles/{article_id}", { params: { path: { article_id: "1" } } }),
  );
  expectTypeOf(article.content_id).toEqualTypeOf<string | undefined>();
  const team = await unwrap(two11.GET("/teams/{team_id}", { params: { path: { team_id: "640011" } } }));
  expectTypeOf(team.distribution_method).toEqualTypeOf<string | null | undefined>();
  const query = { created_at_after: "1770000000" };
  for await (const { metadata } of paginate(two11, "GET", "/admins/activity_logs", { params: { query } })) {
    if (typeof metadata?.before === "object" && metadata.before !== null) Object.keys(metadata.before);
    expectTypeOf(metadata?.team?.member_count).toEqualTypeOf<number | undefined>();
    expectTypeOf(metadata?.admin?.first_name).toEqualTypeOf<string | undefined>();
  }
  for await (const page of paginate(two12, "GET", "/ai/external_pages")) {
    expectTypeOf(page.external_id).toEqualTypeOf<string | null>();
  }
}

// tickets and errors
expectTypeOf<older.Ticket["snoozed_until"]>().toEqualTypeOf<number | null | undefined>();
expectTypeOf<newer.Ticket["company_id"]>().toEqualTypeOf<string | undefined>();
expectTypeOf<newer.ErrorList["request_id"]>().toEqualTypeOf<string | null | undefined>();
expectTypeOf<{ status: number; error: string }>().toExtend<newer.Endpoints["POST"]["/articles"]["error"]>();
expectTypeOf<{ status: number; error: string }>().not.toExtend<
  newer.Endpoints["GET"]["/articles"]["error"]
>();

// the names of the reference pages
expectTypeOf<newer.ConvertTicketRequestPayload>().toEqualTypeOf<newer.ConvertConversationToTicketRequest>();
expectTypeOf<newer.ConvertTicketRequestPayload["attributes"]>().toEqualTypeOf<
  newer.TicketAttributes | undefined
>();
expectTypeOf<older.TicketAttributes>().toEqualTypeOf<older.TicketRequestCustomAttributes>();
