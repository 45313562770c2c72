import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { command, Scratch } from "@intercom-openapi/support";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { copyFixtures, installTarballs } from "../src/support/install.ts";

const project = new Scratch();

beforeAll(async () => {
  await installTarballs(project, [...inject("tarballs"), ...inject("dependencies")]);
  copyFixtures(project.path, ["local-intercom.mjs"]);
});

afterAll(() => project.remove());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test("the installed program starts, keeps what is written, deletes, sends webhooks and resets", async () => {
  const hook = await freePort();
  const secret = "secret-of-the-test";
  const args = ["--port", "0", "--seed", "contacts=1", "--validate", "--webhook-retry", "50ms"];
  const program = project.file("node_modules/@intercom-openapi/local-intercom/dist/cli.js");
  const webhooks = ["--webhooks", `http://127.0.0.1:${hook}`, "--webhook-secret", secret];
  const child = spawn(process.execPath, [program, ...args, ...webhooks], { cwd: project.path });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const [, url = "", token = ""] = /at (\S+), token (\S+)\./.exec(line) ?? [];

  const output = await command(process.execPath, ["local-intercom.mjs", url, token, secret, `${hook}`], {
    cwd: project.path,
  });
  const { seen, topics, states } = JSON.parse(output) as {
    seen: Record<string, unknown>;
    topics: string[];
    states: string[];
  };
  expect(Object.keys(seen).length).toBeGreaterThan(1);
  for (const one of Object.values(seen)) {
    expect(one).toEqual({
      found: 1,
      gone: {
        "/contacts/{contact_id}": ["Mira", 404],
        "/companies/{company_id}": ["Velo North", 404],
        "/articles/{article_id}": ["Snow", 404],
        "/help_center/collections/{collection_id}": ["Weather", 404],
        "/tags/{tag_id}": ["Beta", 404],
        "/news/news_items/{news_item_id}": ["Sun", 404],
      },
      source: "<p>Hello</p>",
      tickets: 1,
      ticket: "ticket",
      away: true,
      notes: 1,
      attributes: 1,
    });
  }
  expect(topics).toEqual(
    expect.arrayContaining(["contact.user.created", "company.updated", "ticket.created", "contact.deleted"]),
  );
  expect(states).toContain("delivered");

  child.kill("SIGTERM");
  // nothing that it answered was against the descriptions
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("npx finds the program by the package's name", async () => {
  const help = await command("npx", ["--no-install", "@intercom-openapi/local-intercom", "--help"], {
    cwd: project.path,
  });
  expect(help).toContain("Usage: local-intercom [options]");
});
