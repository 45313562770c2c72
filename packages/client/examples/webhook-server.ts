/**
 * Takes webhooks: verifies the signature over the raw body, then reads what happened.
 *
 *     INTERCOM_CLIENT_SECRET=… PORT=8080 npx tsx webhook-server.ts
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { isTopic, parseWebhook, verifyWebhook } from "@intercom-openapi/client/webhooks";

const { INTERCOM_CLIENT_SECRET = "", PORT = "0" } = process.env;

async function statusOf(request: IncomingMessage): Promise<number> {
  const body = await buffer(request); // as it was sent: parsed and written again, it would not verify
  const signature = request.headers["x-hub-signature"];
  if (!(await verifyWebhook(body, signature, INTERCOM_CLIENT_SECRET))) return 401;

  const notification = parseWebhook<"2.12">(body);
  if (isTopic(notification, "contact.user.created", "contact.lead.created")) {
    const { id, email } = notification.data.item;
    console.log(`New contact ${id} ${email}`);
  } else {
    console.log(`Nothing to do for ${notification.topic}`);
  }
  return 200;
}

const server = createServer(async (request, response) => {
  const status = await statusOf(request).catch((error: unknown) => (console.error(error), 500));
  response.writeHead(status).end();
});
server.listen(Number(PORT), "127.0.0.1", () => {
  console.log(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
