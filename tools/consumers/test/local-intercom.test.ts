import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { commandsOf } from "@intercom-openapi/docs/snippets";
import { command, finish, freePort, Scratch } from "@intercom-openapi/support";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { copyFixtures, installTarballs } from "../src/support/install.ts";

const project = new Scratch();

beforeAll(async () => {
  await installTarballs(project, [...inject("tarballs"), ...inject("dependencies")]);
  copyFixtures(project.path, ["local-intercom.mjs"]);
});

afterAll(() => project.remove());

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

const readme = "packages/local-intercom/README.md";
const typed = commandsOf(readme).flatMap(({ text }) => (text.startsWith("npx ") ? [text] : []));

test("the README says how it is started", () => {
  expect(typed.length).toBeGreaterThan(3);
});

test.for(typed.filter((text) => !text.endsWith("--help")))("%s", async (text) => {
  const answered = async (printed: string) => {
    const [, url = ""] = /at (\S+), token /.exec(printed) ?? [];
    expect((await fetch(`${url}/me`)).status).toBe(401);
  };
  // somebody may have taken the port that it takes by itself
  const args = ["--no-install", ...text.split(" ").slice(1), "--port", "0"];
  const { stderr } = await finish("npx", args, { cwd: project.path, answers: [[/token \S+\./, answered]] });
  expect(stderr).toBe("");
});

test("npx @intercom-openapi/local-intercom --help", async () => {
  expect(typed).toContain("npx @intercom-openapi/local-intercom --help");
  const args = ["--no-install", "@intercom-openapi/local-intercom", "--help"];
  expect(await command("npx", args, { cwd: project.path })).toContain("Usage: local-intercom [options]");
});
