// A snippet is run as it stands, so it asks Intercom's hosts and listens where it says; this leads elsewhere.
import { Server } from "node:net";

const { LOCAL_INTERCOM, SNIPPET_PORT } = process.env;
const send = globalThis.fetch;
const listen = Reflect.get(Server.prototype, "listen");

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  const { hostname, pathname, protocol, search } = new URL(request.url);
  if (!/^api(?:\.eu|\.au)?\.intercom\.io$/.test(hostname)) return send(request);
  const routed = new Request(new URL(pathname + search, LOCAL_INTERCOM), request);
  // links in answers name the host that was asked
  routed.headers.set("X-Forwarded-Host", hostname);
  routed.headers.set("X-Forwarded-Proto", protocol.replace(":", ""));
  return send(routed);
};

if (SNIPPET_PORT) {
  Server.prototype.listen = function toAnotherPort(this: Server) {
    return listen.call(this, { port: Number(SNIPPET_PORT), host: "127.0.0.1" });
  };
}
