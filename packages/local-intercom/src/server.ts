import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { versionApis } from "./description/descriptions.ts";
import { Exchange } from "./exchange.ts";
import { openWorkspace } from "./open-workspace.ts";
import { settingsOf, type LocalIntercomOptions, type ResourceName } from "./options.ts";
import { RateLimit } from "./rate-limit.ts";
import type { RecordedRequest } from "./requests.ts";
import { Responder } from "./responder.ts";

export interface LocalIntercom {
  url: string;
  token: string;
  /** Every request so far, in the order of their arrival. Set `length` to 0 to begin anew. */
  requests: RecordedRequest[];
  /** The ids of what it holds, archived contacts too, oldest first. */
  ids(resource: ResourceName): string[];
  /**
   * Ends every connection and stops.
   * @throws {AggregateError} of this server's mistakes: with `validateAnswers`, the answers that did not fit
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
  const settings = settingsOf(options);
  const workspace = openWorkspace(settings);
  const responder = new Responder(versionApis(), workspace, new RateLimit(settings), settings);
  const exchange = new Exchange(responder, workspace, settings);
  const server = createServer((request, response) => void exchange.take(request, response));
  await listen(server, settings.port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: settings.token,
    requests: exchange.requests,
    ids: (resource) => workspace.idsOf(resource),
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

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why = cause.code === "EADDRINUSE" ? "something listens there already" : cause.message;
      reject(new Error(`Cannot listen on port ${port}: ${why} (${cause.code})`, { cause }));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}
