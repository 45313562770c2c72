import type { IncomingMessage } from "node:http";
import { versionApis } from "./description/descriptions.ts";
import { planOf } from "./faults/plans.ts";
import { Refusal, type Answer } from "./http.ts";
import { isJson, parseJson, type Json } from "./json.ts";
import type { Instance, Start } from "./instance.ts";
import type { Seed } from "./options.ts";

/** What begins so is never Intercom's. */
export const CONTROL = "/_local/";

type Action = (instance: Instance, body: unknown) => unknown;

/** What can be done with a local Intercom over HTTP: the same as by its methods. */
const ACTIONS: Record<string, Action> = {
  "GET /_local/health": ({ workspace }) => ({
    status: "ok",
    versions: [...versionApis().keys()],
    holds: workspace.counts,
  }),
  "GET /_local/requests": ({ exchange }) => ({
    // what is undefined would not be in the JSON
    requests: exchange.requests.map((request) => ({
      ...request,
      status: request.status ?? null,
      operationId: request.operationId ?? null,
      fault: request.fault ?? null,
    })),
  }),
  "GET /_local/webhooks": ({ webhooks }) => ({ webhooks: webhooks.all }),
  "GET /_local/state": (instance) => instance.save(),
  "POST /_local/reset": (instance, body) => {
    instance.reset(objectOf(body, ["seed", "state"]) as Start);
    return {};
  },
  "POST /_local/seed": (instance, body) => {
    instance.seed(objectOf(body) as Seed);
    return {};
  },
  "PUT /_local/faults": (instance, body) => {
    const ids = [...versionApis().values()].flatMap((api) => api.operationIds);
    instance.setFaults(planOf(body, new Set(ids)));
    return {};
  },
};

/** Carries a request to a control endpoint out, or refuses it. */
export function control(
  instance: Instance,
  request: IncomingMessage,
  pathname: string,
  body: string | Refusal,
): Answer {
  try {
    refuseOthers(instance, request);
    if (body instanceof Refusal) throw body;
    const action = ACTIONS[`${request.method} ${pathname}`];
    if (!action) {
      const all = Object.keys(ACTIONS).join(", ");
      throw new Refusal(404, "not_found", `No ${request.method} ${pathname} here; there are ${all}`);
    }
    return { status: 200, body: action(instance, jsonOf(body)) };
  } catch (error) {
    const refusal =
      error instanceof RangeError ? new Refusal(400, "parameter_invalid", error.message) : error;
    if (refusal instanceof Refusal) return refusal.plainAnswer;
    throw error;
  }
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|::ffff:127(?:\.\d+){3})$/i;

/**
 * Only this machine may, and no page of another site that a browser on it has open. A server that was told to listen for
 * others as well has been told to trust them.
 */
function refuseOthers({ settings }: Instance, { socket, headers }: IncomingMessage): void {
  if (!LOOPBACK.test(settings.host)) return;
  const { host, origin } = headers;
  const names = [host && `http://${host}`, origin].filter((one) => one !== undefined);
  const isOwn = names.every((one) => one !== "" && URL.canParse(one) && LOOPBACK.test(new URL(one).hostname));
  if (isOwn && LOOPBACK.test(socket.remoteAddress ?? "")) return;
  throw new Refusal(403, "forbidden", "Only this machine may use the control endpoints");
}

function jsonOf(body: string): unknown {
  if (body.trim() === "") return undefined;
  const value = parseJson(body);
  if (value === undefined) throw new Refusal(400, "bad_request", "The body is no JSON");
  return value;
}

function objectOf(body: unknown, keys?: readonly string[]): Json {
  if (body === undefined) return {};
  if (!isJson(body)) throw new RangeError("The body takes an object");
  const unknown = keys && Object.keys(body).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new RangeError(`There is no ${JSON.stringify(unknown)}; there is ${keys?.join(", ")}`);
  return body;
}
