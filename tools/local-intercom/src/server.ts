import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { apiVersions, readDescription } from "@intercom-openapi/descriptions";
import { readBody, Refusal, send, type Answer } from "./http.ts";
import { VersionApi } from "./version-api.ts";

export interface LocalIntercomOptions {
  /** The token that it accepts. @default "local-token" */
  token?: string;
  /** @default a free one */
  port?: number;
}

export interface LocalIntercom {
  url: string;
  token: string;
  close(): Promise<void>;
}

/** Starts an Intercom on 127.0.0.1 that answers every operation of every version from the descriptions. */
export async function startLocalIntercom(options: LocalIntercomOptions = {}): Promise<LocalIntercom> {
  const { token = "local-token", port = 0 } = options;
  const descriptions = await Promise.all(apiVersions().map((version) => readDescription(version)));
  const apis = new Map(descriptions.map(({ version, corrected }) => [version, new VersionApi(corrected)]));

  const server = createServer(async (request, response) => {
    const requestId = randomUUID();
    const { status, body, headers } = await answer(request, apis, token, requestId);
    send(response, { status, body, headers: { "X-Request-Id": requestId, ...rateLimit(), ...headers } });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  apis: Map<string, VersionApi>,
  token: string,
  requestId: string,
): Promise<Answer> {
  try {
    if (request.headers.authorization !== `Bearer ${token}`) {
      throw new Refusal(401, "unauthorized", "Access token invalid");
    }
    const version = request.headers["intercom-version"];
    const api = apis.get(String(version));
    if (!api) {
      throw new Refusal(400, "intercom_version_invalid", `No API version ${JSON.stringify(version ?? null)}`);
    }
    return api.answer(request.method ?? "GET", request.url ?? "/", await readBody(request));
  } catch (error) {
    if (error instanceof Refusal) return error.answer(requestId);
    throw error;
  }
}

function rateLimit(): Record<string, string> {
  const reset = Math.ceil(Date.now() / 10_000) * 10;
  return { "X-RateLimit-Limit": "1666", "X-RateLimit-Remaining": "1665", "X-RateLimit-Reset": String(reset) };
}
