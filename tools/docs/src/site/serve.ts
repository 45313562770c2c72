import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { listen } from "@intercom-openapi/support";
import { siteDirectory } from "../paths.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves the built site on 127.0.0.1, below a path as GitHub Pages does. */
export async function serveSite(port = 0, base = "/"): Promise<{ url: string; server: Server }> {
  const server = createServer(async ({ url = "" }, response) => {
    const { pathname } = new URL(url, "http://127.0.0.1");
    const path = decodeURIComponent(pathname.slice(base.length));
    const file = normalize(
      join(siteDirectory, path.endsWith("/") || path === "" ? `${path}index.html` : path),
    );
    const found = file.startsWith(siteDirectory + sep) && pathname.startsWith(base);
    const isFile = found && (await stat(file).catch(() => undefined))?.isFile();
    if (!isFile) return response.writeHead(404).end("Not found");
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    return createReadStream(file).pipe(response);
  });
  return { url: (await listen(server, port)) + base, server };
}
