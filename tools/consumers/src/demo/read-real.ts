import {
  createIntercomClient,
  detectRegion,
  paginate,
  unwrap,
  type ApiVersion,
  type IntercomClient,
} from "@intercom-openapi/client";
import { apiVersions } from "@intercom-openapi/descriptions";
import { expectThat, shown, type Say } from "./expect.ts";

const PAGED = 100;

/**
 * Reads from the workspace of a token, in the region where it is, or at another server.
 *
 * @throws {Error} at the first answer that is not as it should be
 */
export async function readReal(token: string, baseUrl: string | undefined, say: Say): Promise<void> {
  const region = await detectRegion(token, { baseUrl });
  const intercom = createIntercomClient({
    version: "2.12",
    token,
    ...(baseUrl ? { baseUrl } : region === "unknown" ? {} : { region }),
  });
  say(
    region === "unknown"
      ? `region    the answer does not say which; going on with ${intercom.baseUrl}`
      : `region    ${region}, found by asking: going on with ${intercom.baseUrl}`,
  );

  for (const version of apiVersions() as ApiVersion[]) {
    const me = await unwrap((intercom.withOptions({ version }) as IntercomClient<ApiVersion>).GET("/me"));
    expectThat(me?.type === "admin", `GET /me of ${version} answers an admin`);
    const workspace = shown(me.app?.name ?? me.app?.id_code, "workspace");
    say(`version   ${version}: ${shown(me.name ?? me.email, "name")} of ${workspace}`);
  }

  const { data: contacts, total_count } = await unwrap(intercom.GET("/contacts"));
  expectThat(Array.isArray(contacts), "GET /contacts answers a list");
  say(`contacts  ${contacts.length} of ${shown(total_count, "total_count")}: GET /contacts`);
  const email = contacts.find((contact) => contact.email)?.email;
  if (email) {
    const query = { field: "email", operator: "=", value: email } as const;
    const { data: found } = await unwrap(intercom.POST("/contacts/search", { body: { query } }));
    expectThat(
      found?.length && found.every((one) => one.email?.toLowerCase() === email.toLowerCase()),
      "the search finds the address",
    );
    say(`contacts  ${found.length} with the address of the first: POST /contacts/search`);
  }

  const conversations = await paginate(intercom, "GET", "/conversations").toArray({ maxItems: PAGED });
  const ids = new Set(conversations.map(({ id }) => shown(id, "id")));
  expectThat(ids.size === conversations.length, "no conversation comes twice");
  say(`paging    ${ids.size} conversations${ids.size < PAGED ? "" : ", and no further"}: GET /conversations`);
  const [first] = ids;
  if (first) {
    const params = { path: { conversation_id: first } };
    const { id, conversation_parts } = await unwrap(
      intercom.GET("/conversations/{conversation_id}", { params }),
    );
    expectThat(id === first, "the conversation is the one that was asked for");
    const parts = shown(conversation_parts?.total_count, "total_count of its parts");
    say(`talk      conversation ${first} has ${parts} parts`);
  }

  const { remaining, limit } = intercom.rateLimit ?? {};
  if (limit) say(`limits    ${remaining} of ${limit} calls are left in this window`);
}
