// Puts a server before the `POST` that the module at `process.argv[2]` exports, as a framework does.
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { POST } = (await import(pathToFileURL(process.argv[2] ?? "").href)) as {
  POST(request: Request): Promise<Response>;
};

createServer(async (request, response) => {
  const { method = "GET", headers } = request;
  const { status } = await POST(
    new Request("http://127.0.0.1", {
      method,
      headers: { "x-hub-signature": String(headers["x-hub-signature"]) },
      body: method === "POST" ? await buffer(request) : null,
    }),
  );
  response.writeHead(status).end();
}).listen(3000);
