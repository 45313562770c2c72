import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { versionApis } from "./description/version-apis.ts";
import { Exchange } from "./exchange.ts";
import { settingsOf, type LocalIntercomOptions } from "./options.ts";
import { RateLimit } from "./rate-limit.ts";
import type { RecordedRequest } from "./requests.ts";
import { Responder } from "./responder.ts";
import { fillFromExamples } from "./store/fill-from-examples.ts";
import { fillFromSeed } from "./store/fill-from-seed.ts";
import { Workspace } from "./store/workspace.ts";

export type Resource =
  | "contacts"
  | "companies"
  | "conversations"
  | "tickets"
  | "articles"
  | "collections"
  | "tags"
  | "notes"
  | "events";

export interface LocalIntercom {
  url: string;
  token: string;
  /** Every request so far, in the order of their arrival. Set `length` to 0 to begin anew. */
  requests: RecordedRequest[];
  /** The ids of what it holds, archived contacts too, oldest first. */
  ids(resource: Resource): string[];
  /**
   * Ends every connection and stops.
   * @throws {AggregateError} of this server's mistakes: with `validateAnswers`, the answers that did not fit
   */
  close(): Promise<void>;
}

/** Starts an Intercom on 127.0.0.1 that answers every operation of every version from the descriptions. */
export async function startLocalIntercom(options: LocalIntercomOptions = {}): Promise<LocalIntercom> {
  const settings = settingsOf(options);
  const apis = await versionApis();
  const workspace = new Workspace(settings, apis.newest);
  if (settings.state === "examples") fillFromExamples(workspace);
  fillFromSeed(workspace, settings.seed);

  const responder = new Responder(apis, workspace, new RateLimit(settings), settings);
  const exchange = new Exchange(responder, workspace, settings);
  const server = createServer((request, response) => void exchange.take(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: settings.token,
    requests: exchange.requests,
    ids: (resource) => workspace[resource].all().map(({ id }) => id),
    close: () =>
      new Promise((resolve, reject) => {
        const unfit =
          exchange.mistakes.length > 0 &&
          new AggregateError(exchange.mistakes, "The local Intercom made mistakes");
        server.close((error) => (error || unfit ? reject(error ?? unfit) : resolve()));
        server.closeAllConnections();
      }),
  };
}
