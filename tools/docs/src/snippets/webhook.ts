import { createHmac } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

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
  await listening(url);
  // made here and not by the client, so that the two have to agree
  const signed = await post(url, CLIENT_SECRET);
  const forged = await post(url, "somebody-else");
  if (signed !== 200 || forged !== 401) {
    throw new Error(`A signed webhook was answered ${signed}, a forged one ${forged}`);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function post(url: string, secret: string): Promise<number> {
  const signature = `sha1=${createHmac("sha1", secret).update(BODY).digest("hex")}`;
  const headers = { "Content-Type": "application/json", "X-Hub-Signature": signature };
  const { status } = await fetch(url, { method: "POST", headers, body: BODY });
  return status;
}

async function listening(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answered = await fetch(url, { method: "HEAD" }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(50);
  }
  throw new Error("Nobody listens");
}
