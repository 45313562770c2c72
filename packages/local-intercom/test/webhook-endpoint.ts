import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setImmediate as turn } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { WebhookOptions } from "../src/index.ts";
import { open, type Body } from "./harness.ts";

export const SECRET = "secret-of-the-tests";

interface Endpoint {
  url: string;
  /** What came, in its order. */
  received: { body: Body; text: string; signature: string }[];
  /** Comes back once so many have come. */
  arrived(count: number): Promise<void>;
}

/** An endpoint that answers each request as it is told: with a status, or not at all. */
export async function endpoint(statuses: (number | "nothing")[] = []): Promise<Endpoint> {
  const received: Endpoint["received"] = [];
  const server = createServer(async (request, response) => {
    const text = (await buffer(request)).toString();
    received.push({ text, body: JSON.parse(text), signature: String(request.headers["x-hub-signature"]) });
    const status = statuses.shift() ?? 200;
    if (status !== "nothing") response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    arrived: async (count) => {
      while (received.length < count) await turn();
    },
  };
}

export async function hooked(
  more: Partial<WebhookOptions> = {},
  statuses: (number | "nothing")[] = [],
  seed = {},
) {
  const { url, received, arrived } = await endpoint(statuses);
  const opened = await open({ seed, webhooks: { url, secret: SECRET, ...more } });
  /** What an operation sent, without the ping. */
  const sent = async (work: () => Promise<unknown>): Promise<Body[]> => {
    await opened.local.webhooksSettled();
    const before = received.length;
    await work();
    await opened.local.webhooksSettled();
    return received.slice(before).map(({ body }) => body);
  };
  return { ...opened, received, arrived, sent };
}

export const topicsOf = (bodies: Body[]) => bodies.map(({ topic }) => topic);
