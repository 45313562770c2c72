import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { control, CONTROL } from "./control.ts";
import type { FaultPlan } from "./faults/plans.ts";
import { deliver, encode, readBody, type Answer } from "./http.ts";
import { Instance, type Start } from "./instance.ts";
import { OAuth } from "./oauth.ts";
import {
  RESOURCE_NAMES,
  type LocalIntercomOptions,
  type ResourceName,
  type Seed,
  type WebhookDelivery,
} from "./options.ts";
import type { RecordedRequest } from "./requests.ts";
import type { SavedWorkspace } from "./store/saved-workspace.ts";

export interface LocalIntercom {
  url: string;
  token: string;
  /**
   * Every request so far (of more than 100,000 the last ones), in the order of their arrival. Set `length` to 0 to begin
   * anew.
   */
  requests: RecordedRequest[];
  /** Every notification so far (of more than 10,000 the last ones), and what became of it. */
  readonly webhooks: readonly WebhookDelivery[];
  /** Waits until every notification was delivered or given up, second attempts included. */
  webhooksSettled(): Promise<void>;
  /**
   * The ids of what it holds, archived contacts too, oldest first.
   *
   * @throws {RangeError} for what it never holds
   */
  ids(resource: ResourceName): string[];
  /**
   * Back to how it started, or to another start: what it holds, `requests`, `webhooks`, faults and limits. What is still
   * to be sent is not.
   *
   * @throws {RangeError} for a start that there cannot be
   */
  reset(start?: Start): void;
  /**
   * Puts in more. The numbers go on: after ten contacts the next is `user-11@example.com`. No webhook tells of it.
   *
   * @throws {RangeError} for what is no seed
   */
  seed(seed: Seed): void;
  /**
   * Follows another plan of faults from now on; undefined ends them.
   *
   * @throws {RangeError} for what is no plan
   */
  setFaults(plan: FaultPlan | undefined): void;
  /** What it holds, as JSON, for the option `state`. */
  save(): SavedWorkspace;
  /**
   * Ends every connection and stops; a second time it is the same end.
   *
   * @throws {AggregateError} of this server's mistakes (with `validateAnswers`, the answers that did not fit), and of
   *   what `onRequest`, `onDelivery` or the plan of faults threw
   */
  close(): Promise<void>;
}

/**
 * Starts an Intercom on 127.0.0.1 that answers every operation of every version from the descriptions.
 *
 * @throws {RangeError} when an option has a value that it cannot have
 * @throws {Error} when the port is taken, or may not be listened on
 */
export async function startLocalIntercom(options: LocalIntercomOptions = {}): Promise<LocalIntercom> {
  const instance = new Instance(options);
  const { settings, exchange, webhooks, mistakes } = instance;
  const oauth = new OAuth(settings);
  const server = createServer((request, response) => void take(instance, oauth, request, response));
  await listen(server, settings.port, settings.host);
  webhooks.ping(instance.workspace);
  const end = async () => {
    exchange.close();
    await Promise.all([stop(server), webhooks.close()]);
    if (mistakes.all.length > 0) throw new AggregateError(mistakes.all, "The local Intercom made mistakes");
  };
  let ended: Promise<void> | undefined;
  return {
    url: `http://${reachable(settings.host)}:${(server.address() as AddressInfo).port}`,
    token: settings.token,
    requests: exchange.requests,
    webhooks: webhooks.all,
    webhooksSettled: () => webhooks.settled(),
    ids: (name) => {
      if (RESOURCE_NAMES.includes(name))
        return instance.workspace
          .of({ name })
          .all()
          .map(({ id }) => id);
      throw new RangeError(`No resource "${name}": ids takes ${RESOURCE_NAMES.join(", ")}`);
    },
    reset: (start) => instance.reset(start),
    seed: (seed) => instance.seed(seed),
    setFaults: (plan) => instance.setFaults(plan),
    save: () => instance.save(),
    close: () => (ended ??= end()),
  };
}

/** A `fetch` that sends what is meant for any Intercom host to a local one, whatever the client's region. */
export function routeTo(
  localUrl: string,
): (input: Request | URL | string, init?: RequestInit) => Promise<Response> {
  return (input, init) => {
    const request = new Request(input, init);
    const { pathname, search, host, protocol } = new URL(request.url);
    const routed = new Request(new URL(pathname + search, localUrl), request);
    // links in answers are to name the host that the client knows
    routed.headers.set("X-Forwarded-Host", host);
    routed.headers.set("X-Forwarded-Proto", protocol.replace(":", ""));
    return fetch(routed);
  };
}

async function take(
  instance: Instance,
  oauth: OAuth,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", url = "/" } = request;
  const target = URL.canParse(url, "http://127.0.0.1") ? new URL(url, "http://127.0.0.1") : undefined;
  const isOwn = target && (target.pathname.startsWith(CONTROL) || OAuth.has(target.pathname));
  if (!isOwn) return instance.exchange.take(request, response);
  const body = await readBody(request);
  if (body === undefined) return void response.destroy();
  try {
    const answer: Answer = target.pathname.startsWith(CONTROL)
      ? control(instance, request, target.pathname, body)
      : oauth.answer(method, target, body, request.headers["content-type"]);
    deliver(response, encode(answer, {}));
  } catch (error) {
    instance.mistakes.note(error);
    response.destroy();
  }
}

/** What a client on this machine calls an address. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why = cause.code === "EADDRINUSE" ? "something listens there already" : cause.message;
      reject(new Error(`Cannot listen on port ${port}: ${why} (${cause.code})`, { cause }));
    });
    server.listen(port, host, resolve);
  });
}
