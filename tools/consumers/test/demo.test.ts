import { createServer, type RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import {
  routeTo,
  startLocalIntercom,
  type LocalIntercom,
  type LocalIntercomOptions,
} from "@intercom-openapi/local-intercom";
import { finish, listen } from "@intercom-openapi/support";
import { describe, expect, test } from "vitest";
import { walkFaults, walkLocal } from "../src/demo/walk-local.ts";

const demo = fileURLToPath(new URL("../src/demo.ts", import.meta.url));

/** What the walk asks for. */
const OPERATIONS = [
  "CreateContact",
  "DeleteContact",
  "ListContacts",
  "SearchContacts",
  "ShowContact",
  "UpdateContact",
  "createConversation",
  "createTag",
  "identifyAdmin",
  "listSegments",
  "listTags",
  "listTeams",
  "replyConversation",
  "retrieveConversation",
];

function run(env: Record<string, string> = {}) {
  return finish(process.execPath, ["--import", "tsx", demo], {
    env: { ...process.env, INTERCOM_TOKEN: "", INTERCOM_BASE_URL: "", ...env },
    timeoutMs: 100_000,
  });
}

/** Has a server while something is done with it; tests that run side by side each have their own. */
async function served<T>(handler: RequestListener, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(handler);
  try {
    return await work(await listen(server));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function withLocal<T>(
  options: LocalIntercomOptions,
  work: (local: LocalIntercom) => Promise<T>,
): Promise<T> {
  const local = await startLocalIntercom(options);
  try {
    return await work(local);
  } finally {
    await local.close();
  }
}

const NOTHING_SHOWN = /undefined|null|NaN|\[object/;

test("it walks a local Intercom in about twenty lines", async () => {
  const { stdout, stderr, code } = await run();
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const lines = stdout.trim().split("\n");
  expect(lines.length).toBeLessThanOrEqual(20);
  expect(lines[0]).toMatch(/^A local Intercom at http:\/\/127\.0\.0\.1:\d+/);
  expect(stdout).toContain("1,000 contacts in 20 pages");
  expect(stdout).toMatch(/api\.intercom\.io, api\.eu\.intercom\.io, api\.au\.intercom\.io/);
  expect(stdout.trimEnd()).toMatch(/Every answer was checked\.$/);
  expect(stdout).not.toMatch(NOTHING_SHOWN);
}, 120_000);

describe("the walk", () => {
  async function walk(change: (operation: string, answer: Response) => Response, faults = walkFaults) {
    return withLocal({ seed: { contacts: 60 }, faults }, async (local) => {
      const route = routeTo(local.url);
      const seen = new Set<string>();
      const lines: string[] = [];
      const send = async (request: Request) => {
        const answer = await route(request);
        const { operationId = "" } = local.requests.at(-1) ?? {};
        seen.add(operationId);
        return answer.ok ? change(operationId, answer) : answer;
      };
      await walkLocal(local, send, (line) => lines.push(line));
      return { seen, lines };
    });
  }

  test("asks what is tested here, and is content with an Intercom that is right", async () => {
    const { seen, lines } = await walk((_, answer) => answer);
    expect([...seen].toSorted()).toEqual(OPERATIONS);
    expect(lines.length).toBeGreaterThan(10);
  });

  test.concurrent.each(OPERATIONS)("is not content with an empty answer to %s", async (operation) => {
    // its answer is to be a 503: here it is a 200 with nothing in it
    const isTag = operation === "createTag";
    const walked = walk(
      (asked, answer) => (asked === operation ? Response.json({}) : answer),
      isTag ? (info) => (info.operationId === operation ? undefined : walkFaults(info)) : walkFaults,
    );
    await expect(walked).rejects.toThrow(/^(?:Not as it should be|No list): /);
  });

  test("is not content when nothing goes wrong", async () => {
    await expect(
      walk(
        (_, answer) => answer,
        () => undefined,
      ),
    ).rejects.toThrow("503");
  });
});

describe("with INTERCOM_TOKEN", () => {
  test("it finds the region and reads only", async () => {
    await withLocal({ seed: { contacts: 60, conversations: 120 } }, async ({ url, token, requests }) => {
      const { stdout, stderr, code } = await run({ INTERCOM_TOKEN: token, INTERCOM_BASE_URL: url });
      expect(stderr).toBe("");
      expect(code).toBe(0);
      expect(stdout).toMatch(/region +eu/);
      expect(stdout).toMatch(/100 conversations, and no further/);
      expect(stdout).not.toMatch(NOTHING_SHOWN);
      expect(requests.length).toBeGreaterThan(5);
      const writes = requests.filter(
        ({ method, url: path }) => method !== "GET" && !path.endsWith("/search"),
      );
      expect(writes).toEqual([]);
    });
  }, 120_000);

  test("a wrong token ends it with one line", async () => {
    await withLocal({}, async ({ url }) => {
      const { stdout, stderr, code } = await run({ INTERCOM_TOKEN: "wrong", INTERCOM_BASE_URL: url });
      expect(code).toBe(1);
      expect(stderr.trim()).toBe(`✗ ${url} refuses the token (401 unauthorized): check INTERCOM_TOKEN`);
      expect(stdout).not.toContain("✓");
      expect(stdout + stderr).not.toMatch(NOTHING_SHOWN);
    });
  }, 120_000);

  const BROKEN: Record<string, [RequestListener, RegExp]> = {
    "answers a page": [(_, answer) => answer.end("<html>"), /GET \/me: 200 is not JSON/],
    "answers nothing of use": [(_, answer) => answer.end("{}"), /GET \/me of 2\.11 answers an admin/],
    "answers an admin without a name": [
      (_, answer) => answer.end('{"type":"admin","app":{"name":"A"}}'),
      /the answer has no name/,
    ],
    "answers a gateway's error": [
      (_, answer) => answer.writeHead(418).end("short"),
      /\(418\): without a reason/,
    ],
    "breaks the connection": [(_, answer) => answer.destroy(), /No answer from/],
  };

  test.concurrent.each(Object.entries(BROKEN))(
    "a server that %s ends it with one line",
    async (_, [handler, line]) => {
      const { stdout, stderr, code } = await served(handler, (url) =>
        run({ INTERCOM_TOKEN: "t", INTERCOM_BASE_URL: url }),
      );
      expect(code).toBe(1);
      expect(stderr.trim().split("\n")).toHaveLength(1);
      expect(stderr).toMatch(line);
      expect(stdout + stderr).not.toMatch(NOTHING_SHOWN);
    },
    120_000,
  );
});
