/** A `fetch` that sends what is meant for any Intercom host to a local one, whatever the client's region. */
export function routeTo(localUrl: string): (request: Request) => Promise<Response> {
  return (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(new URL(pathname + search, localUrl), request));
  };
}
