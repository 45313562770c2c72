import { createIntercomClient, type ApiVersion, type IntercomClient } from "@intercom-openapi/client";
import { apiVersions } from "@intercom-openapi/descriptions";
import { routeTo, startLocalIntercom } from "@intercom-openapi/local-intercom";

/** Walks the API with a typed client: a local Intercom by default, the real one (reading only) with INTERCOM_TOKEN. */
async function main(): Promise<void> {
  const realToken = process.env["INTERCOM_TOKEN"];
  if (realToken) {
    const intercom = createIntercomClient({ version: "2.12", token: realToken });
    say(`The real Intercom at ${intercom.baseUrl}, reading only`);
    await read(intercom as IntercomClient<ApiVersion>);
    await listTicketStates(intercom);
    return;
  }
  const local = await startLocalIntercom();
  try {
    const versions = apiVersions() as ApiVersion[];
    const specs = versions.map((version) => `specs/${version}`).join(", ");
    say(`A local Intercom at ${local.url}, made from ${specs}`);
    const intercom = createIntercomClient({
      version: "2.12",
      token: local.token,
      fetch: routeTo(local.url),
    });
    for (const region of ["us", "eu", "au"] as const) {
      for (const version of versions) await walk(intercom.withOptions({ region, version }));
    }
    say("\nWhat not every version has, with its own types");
    await listTicketStates(intercom);
    const stranger = intercom.withOptions({ token: "wrong" });
    const { response } = await stranger.GET("/me");
    say(`\nGET  /me with a wrong token: ${response.status}`);
  } finally {
    await local.close();
  }
}

async function walk(intercom: IntercomClient<ApiVersion>): Promise<void> {
  say(`\nVersion ${intercom.version} at ${intercom.baseUrl}`);
  await read(intercom);
  await write(intercom);
}

/** What every version has. */
async function read(intercom: IntercomClient<ApiVersion>): Promise<void> {
  const me = await intercom.GET("/me");
  say(`  GET  /me                     ${me.data?.name} of ${me.data?.app?.name}`);

  const contacts = await intercom.GET("/contacts");
  const email = contacts.data?.data.find((contact) => contact.email)?.email ?? "nobody@example.com";
  say(`  GET  /contacts               ${contacts.data?.data.length} contacts`);

  const query = { field: "email", operator: "=", value: email } as const;
  const found = await intercom.POST("/contacts/search", { body: { query } });
  say(`  POST /contacts/search        ${found.data?.data.length} with the address ${email}`);

  const conversations = await intercom.GET("/conversations");
  const [first] = conversations.data?.conversations ?? [];
  if (!first) return;
  const params = { path: { conversation_id: first.id } };
  const conversation = await intercom.GET("/conversations/{conversation_id}", { params });
  const parts = conversation.data?.conversation_parts?.total_count;
  say(`  GET  /conversations/{id}     number ${first.id}, ${parts} parts`);
}

async function write(intercom: IntercomClient<ApiVersion>): Promise<void> {
  const email = "mira.okafor@example.com";
  const contact = await intercom.POST("/contacts", { body: { role: "user", email } });
  say(`  POST /contacts               created ${contact.data?.id}`);

  const reply = await intercom.POST("/conversations/{conversation_id}/reply", {
    params: { path: { conversation_id: "last" } },
    body: { message_type: "comment", type: "user", email, body: "Thank you!" },
  });
  say(`  POST /conversations/{id}/reply  ${reply.data?.conversation_parts?.total_count} parts now`);
}

async function listTicketStates(intercom: IntercomClient<"2.12">): Promise<void> {
  const states = await intercom.GET("/ticket_states");
  say(`  GET  /ticket_states          ${states.data?.data.map((state) => state.internal_label).join(", ")}`);
}

function say(line: string): void {
  console.log(line);
}

await main();
