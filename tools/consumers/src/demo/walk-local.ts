import { inspect } from "node:util";
import {
  createIntercomClient,
  isIntercomApiError,
  paginate,
  unwrap,
  type ApiVersion,
  type IntercomClient,
  type RetryEvent,
} from "@intercom-openapi/client";
import { isTopic, parseWebhook, signWebhook, verifyWebhook } from "@intercom-openapi/client/webhooks";
import { apiVersions } from "@intercom-openapi/descriptions";
import { firstAttempts, onlyFor, type FaultPlan, type LocalIntercom } from "@intercom-openapi/local-intercom";
import { expectThat, shown, type Say } from "./expect.ts";

type Send = (request: Request) => Promise<Response>;

const REGIONS = ["us", "eu", "au"] as const;

/** What goes wrong on the way, the first time that each is asked for. */
const FAULTS: FaultPlan[] = [
  onlyFor("listTeams", firstAttempts(1, { kind: "status", status: 503 })),
  onlyFor("createTag", firstAttempts(1, { kind: "status", status: 503, when: "after" })),
  onlyFor("listSegments", firstAttempts(1, { kind: "rate-limited", retryAfter: 1 })),
];

export const walkFaults: FaultPlan = (info) => FAULTS.map((plan) => plan(info)).find(Boolean);

/**
 * Walks a local Intercom that has contacts, and `walkFaults`.
 *
 * @param send how a request gets to it, whatever host it is meant for
 * @throws {Error} at the first answer that is not as it should be
 */
export async function walkLocal(local: LocalIntercom, send: Send, say: Say): Promise<void> {
  const asked: { version: string | null; host: string; method: string; path: string }[] = [];
  const retries: RetryEvent[] = [];
  const intercom = createIntercomClient({
    version: "2.12",
    token: local.token,
    hooks: { onRetry: (event) => retries.push(event) },
    fetch: (request) => {
      const { host, pathname: path } = new URL(request.url);
      const { method, headers } = request;
      asked.push({ version: headers.get("Intercom-Version"), host, method, path });
      return send(request);
    },
  });

  const versions = apiVersions() as ApiVersion[];
  for (const version of versions) {
    for (const region of REGIONS) {
      const me = await unwrap(
        (intercom.withOptions({ version, region }) as IntercomClient<ApiVersion>).GET("/me"),
      );
      expectThat(me?.type === "admin", `GET /me of ${version} answers an admin`);
    }
  }
  const named = new Set(asked.map(({ version, host }) => `${version} ${host}`));
  expectThat(named.size === versions.length * REGIONS.length, "each version is named to each region's host");
  say(`versions  ${versions.join(" and ")}, each with types of its own and the header that goes with them`);
  say(`regions   ${[...new Set(asked.map(({ host }) => host))].join(", ")}`);

  await walkContact(intercom, say);
  const [first] = local.ids("contacts");
  await walkConversation(intercom, shown(first, "contact"), say);

  const total = local.ids("contacts").length;
  const before = asked.length;
  const params = { query: { per_page: 50 } };
  const contacts = await paginate(intercom, "GET", "/contacts", { params }).toArray();
  const pages = asked.length - before;
  expectThat(new Set(contacts.map(({ id }) => id)).size === total, `paging gives all ${total} contacts once`);
  say(
    `paging    ${total.toLocaleString("en-US")} contacts in ${pages} pages, by paginate(intercom, "GET", "/contacts")`,
  );

  await walkFailures(intercom, asked, retries, say);
  await walkWebhook(say);

  const token = "wrong-token-of-the-demo";
  const { error } = await intercom.withOptions({ token }).GET("/me");
  expectThat(error?.status === 401, "a wrong token is refused");
  expectThat(!inspect(error, { depth: Infinity }).includes(token), "the error does not show the token");
  say(`token     a wrong one: error.status ${error.status}, and the error does not show it`);
}

async function walkContact(intercom: IntercomClient<"2.12">, say: Say): Promise<void> {
  const email = "mira.okafor@example.com";
  const body = { role: "user", email, name: "Mira" };
  const created = await unwrap(intercom.POST("/contacts", { body }));
  const contact_id = shown(created.id, "id");
  say(`contact   created ${contact_id}: POST /contacts`);

  const query = { field: "email", operator: "=", value: email } as const;
  const { data: found } = await unwrap(intercom.POST("/contacts/search", { body: { query } }));
  expectThat(
    found?.length === 1 && found[0]?.id === contact_id,
    "the search finds the contact that was created",
  );
  say(`contact   found by ${email}: POST /contacts/search`);

  const params = { path: { contact_id } };
  const name = "Mira Okafor";
  const updated = await unwrap(intercom.PUT("/contacts/{contact_id}", { params, body: { name } }));
  const renamed = await unwrap(intercom.GET("/contacts/{contact_id}", { params }));
  expectThat(
    updated.name === name && updated.id === contact_id,
    "the update answers the contact as it is now",
  );
  expectThat(renamed.name === name && renamed.email === email, "the contact has its new name");
  say(`contact   updated, and read again: ${renamed.name} <${renamed.email}>`);

  const gone = await unwrap(intercom.DELETE("/contacts/{contact_id}", { params }));
  expectThat(gone.deleted === true && gone.id === contact_id, "the contact is deleted");
  const { error } = await intercom.GET("/contacts/{contact_id}", { params });
  expectThat(isIntercomApiError(error) && error.status === 404, "a contact that was deleted is not found");
  expectThat(error.code === "not_found" && error.requestId, "the error names its code and the request");
  say(`contact   deleted, and asked for again: error.status ${error.status}, error.code "${error.code}"`);
}

async function walkConversation(
  intercom: IntercomClient<"2.12">,
  contact_id: string,
  say: Say,
): Promise<void> {
  const from = { type: "user", id: contact_id } as const;
  const started = await unwrap(
    intercom.POST("/conversations", { body: { from, body: "My order has not come." } }),
  );
  const conversation_id = shown(started.conversation_id, "conversation_id");
  const params = { path: { conversation_id } };
  const replied = await unwrap(
    intercom.POST("/conversations/{conversation_id}/reply", {
      params,
      body: { message_type: "comment", type: "user", intercom_user_id: contact_id, body: "It has come now." },
    }),
  );
  const read = await unwrap(intercom.GET("/conversations/{conversation_id}", { params }));
  const parts = read.conversation_parts?.conversation_parts ?? [];
  expectThat(
    read.id === conversation_id && read.source?.body?.includes("has not come"),
    "it begins as written",
  );
  expectThat(
    replied.conversation_parts?.total_count === 1,
    "the reply answers the conversation with one part",
  );
  expectThat(parts.length === 1 && parts[0]?.body?.includes("has come now"), "the reply is its last part");
  say(
    `talk      conversation ${conversation_id} begun, replied to and read: ${parts.length} part after the first`,
  );
}

async function walkFailures(
  intercom: IntercomClient<"2.12">,
  asked: readonly { method: string; path: string }[],
  retries: readonly RetryEvent[],
  say: Say,
): Promise<void> {
  const teams = await unwrap(intercom.GET("/teams"));
  expectThat(teams.type === "team.list", "the teams are listed in the end");
  const survived = retries.find(({ status }) => status === 503);
  expectThat(survived?.request.url.endsWith("/teams"), "the 503 of a read is followed by another attempt");
  say(`faults    GET /teams: a 503, sent again, answered`);

  const { error } = await intercom.POST("/tags", { body: { name: "Workshop" } });
  const sent = asked.filter(({ method, path }) => method === "POST" && path === "/tags").length;
  expectThat(
    error?.status === 503 && error.attempts === 1 && sent === 1,
    "a write is not sent again after a 503",
  );
  const { data: tags } = await unwrap(intercom.GET("/tags"));
  expectThat(tags?.filter(({ name }) => name === "Workshop").length === 1, "there is one such tag");
  say(`faults    POST /tags: a 503 after the tag was made, not sent again: ${sent} request, ${sent} tag`);

  const segments = await unwrap(intercom.GET("/segments"));
  expectThat(segments.type === "segment.list", "the segments are listed in the end");
  const waited = retries.find(({ status }) => status === 429);
  expectThat(waited && waited.delayMs >= 1000, "the wait that a 429 asks for is waited");
  say(`faults    GET /segments: a 429, waited out: ${(waited.delayMs / 1000).toFixed(1)} s`);
}

async function walkWebhook(say: Say): Promise<void> {
  const secret = "secret-of-the-demo";
  const item = { type: "contact", id: "66f1a2b3c4d5e6f708192a3b", email: "mira.okafor@example.com" };
  const topic = "contact.user.created";
  const body = JSON.stringify({ type: "notification_event", id: "notif_1", topic, data: { item } });
  const signature = await signWebhook(body, secret);
  expectThat(await verifyWebhook(body, signature, secret), "a webhook with its signature verifies");
  expectThat(!(await verifyWebhook(`${body} `, signature, secret)), "a webhook that was changed does not");
  const notification = parseWebhook<"2.12">(body);
  expectThat(isTopic(notification, topic) && notification.data.item.email === item.email, "its item is read");
  say(`webhook   ${topic} verified and read; one with another byte is refused`);
}
