import { createIntercomClient, type IntercomClient } from "@intercom-openapi/client";
import { routeTo, startLocalIntercom } from "@intercom-openapi/local-intercom";

/** Walks the API with a typed client: a local Intercom by default, the real one (reading only) with INTERCOM_TOKEN. */
async function main(): Promise<void> {
  const realToken = process.env["INTERCOM_TOKEN"];
  if (realToken) {
    say("The real Intercom, reading only");
    await read(createIntercomClient({ version: "2.12", token: realToken }));
    return;
  }
  const local = await startLocalIntercom();
  try {
    say(`A local Intercom at ${local.url}, made from specs/2.11 and specs/2.12`);
    const fetch = routeTo(local.url);
    for (const region of ["us", "eu", "au"] as const) {
      const intercom = createIntercomClient({ version: "2.12", region, token: local.token, fetch });
      say(`\nVersion ${intercom.version}, region ${region}: ${intercom.baseUrl}`);
      await read(intercom);
      await write(intercom);
    }
    const older = createIntercomClient({ version: "2.11", token: local.token, fetch });
    say(`\nVersion ${older.version}, region us: ${older.baseUrl}`);
    const { data } = await older.GET("/contacts");
    say(`  GET  /contacts              ${data?.data?.length} contacts`);

    say("\nWhat it refuses");
    const stranger = createIntercomClient({ version: "2.12", token: "wrong", fetch });
    const { error } = await stranger.GET("/me");
    say(`  GET  /me with a wrong token ${error?.errors[0]?.code}`);
  } finally {
    await local.close();
  }
}

async function read(intercom: IntercomClient<"2.12">): Promise<void> {
  const me = await intercom.GET("/me");
  say(`  GET  /me                    ${me.data?.name}, workspace ${me.data?.app?.name}`);

  const contacts = await intercom.GET("/contacts");
  say(`  GET  /contacts              ${contacts.data?.data?.length} contacts`);

  const query = { field: "email", operator: "=", value: contacts.data?.data?.[0]?.email ?? "" } as const;
  const found = await intercom.POST("/contacts/search", { body: { query } });
  say(`  POST /contacts/search       ${found.data?.data?.length} found with e-mail ${query.value}`);

  const conversations = await intercom.GET("/conversations");
  const [first] = conversations.data?.conversations ?? [];
  if (first?.id) {
    const params = { path: { conversation_id: first.id } };
    const conversation = await intercom.GET("/conversations/{conversation_id}", { params });
    const parts = conversation.data?.conversation_parts?.total_count;
    say(`  GET  /conversations/{id}    conversation ${first.id} with ${parts} parts`);
  }
  const states = await intercom.GET("/ticket_states");
  const labels = states.data?.data?.map((state) => state.internal_label).join(", ");
  say(`  GET  /ticket_states         ${labels}`);
}

async function write(intercom: IntercomClient<"2.12">): Promise<void> {
  const email = "mira@example.com";
  const contact = await intercom.POST("/contacts", { body: { role: "user", email } });
  say(`  POST /contacts              created ${contact.data?.id}`);

  const reply = await intercom.POST("/conversations/{conversation_id}/reply", {
    params: { path: { conversation_id: "last" } },
    body: { message_type: "comment", type: "user", email, body: "Thank you!" },
  });
  say(`  POST /conversations/{id}/reply  now ${reply.data?.conversation_parts?.total_count} parts`);
}

function say(line: string): void {
  console.log(line);
}

await main();
