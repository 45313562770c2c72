import { createHmac } from "node:crypto";
import { untilAnswered } from "@intercom-openapi/support";

export const CLIENT_SECRET = "secret-of-the-snippets";

const BODY = JSON.stringify({
  type: "notification_event",
  id: "notif_1",
  topic: "contact.user.created",
  app_id: "hc4r91tq",
  created_at: 1769904000,
  delivery_attempts: 1,
  first_sent_at: 1769904000,
  data: { item: { type: "contact", id: "66f1a2b3c4d5e6f708192a3b", email: "mira@example.com" } },
});

/** Sends a signed webhook to whoever listens there soon, and one of somebody else's. */
export async function visit(url: string): Promise<void> {
  await untilAnswered(url);
  // made here and not by the client, so that the two have to agree
  const signed = await post(url, CLIENT_SECRET);
  const forged = await post(url, "somebody-else");
  if (signed !== 200 || forged !== 401) {
    throw new Error(`A signed webhook was answered ${signed}, a forged one ${forged}`);
  }
}

async function post(url: string, secret: string): Promise<number> {
  const signature = `sha1=${createHmac("sha1", secret).update(BODY).digest("hex")}`;
  const headers = { "Content-Type": "application/json", "X-Hub-Signature": signature };
  const { status } = await fetch(url, { method: "POST", headers, body: BODY });
  return status;
}
