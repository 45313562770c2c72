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
