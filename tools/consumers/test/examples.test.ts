import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { signWebhook } from "@intercom-openapi/client/webhooks";
import {
  firstAttempts,
  startLocalIntercom,
  type LocalIntercomOptions,
} from "@intercom-openapi/local-intercom";
import { finish, Scratch } from "@intercom-openapi/support";
import { afterAll, expect, test } from "vitest";

const folder = fileURLToPath(new URL("../../../packages/client/examples/", import.meta.url));
const secret = "secret-of-the-test";
const scratch = new Scratch();

interface Expectation {
  /** The Intercom that it talks to; none for one that only listens. */
  local?: LocalIntercomOptions;
  args?: () => string[];
  /** What to do with one that listens, at its address, before it is ended. */
  visit?: (url: string) => Promise<void>;
  prints: RegExp;
  /** What to look at when it is over. */
  afterwards?: () => Promise<void>;
}

const EXAMPLES: Record<string, Expectation> = {
  "first-call.ts": { local: {}, prints: /^.+ <\S+@\S+>, answered as \S+\n(?:- .+\n)+$/ },
  "paginate.ts": {
    local: { seed: { contacts: 120 } },
    prints: /^(?:user-\d+@example\.com\n){3}50 of 120\n50 of 120\n20 more\n$/,
  },
  "scroll-companies.ts": {
    local: { seed: { companies: 120 }, scrollPageSize: 50 },
    prints:
      /^120 companies\nCompany 1 \(company-1\)\nCompany 10 \(company-10\)\nCompany 100 \(company-100\)\n$/,
  },
  "search-filters.ts": {
    local: { seed: { contacts: 20 } },
    args: () => ["example.com"],
    prints:
      /^(?=(?:.*\n)*user user-2@)(?=(?:.*\n)*lead user-20@)(?:(?:user|lead) .+\n){4}\{"operator":"AND",.+\}\n$/,
  },
  "upsert-contact.ts": {
    local: { state: "empty" },
    args: () => ["user-1"],
    prints: /^1 created, 2 updated, 1 contact\n$/,
  },
  "export-messages.ts": {
    local: { state: "empty", export: { polls: 1, rows: 7 } },
    args: () => [scratch.file("messages.csv.gz")],
    prints: /^(\S+) pending\n(?:\1 in_progress\n)?\1 completed\nWritten to .+messages\.csv\.gz\n$/,
    afterwards: async () => {
      const csv = gunzipSync(await readFile(scratch.file("messages.csv.gz"))).toString();
      expect(csv.trimEnd().split("\n")).toHaveLength(8);
    },
  },
  "webhook-server.ts": {
    visit: async (url) => {
      expect(await post(url, "contact.user.created", secret)).toBe(200);
      expect(await post(url, "conversation.read", secret)).toBe(200);
      expect(await post(url, "contact.user.created", "somebody-else")).toBe(401);
    },
    prints: /^Listening on .+\nNew contact 66f1 mira@example\.com\nNothing to do for conversation\.read\n$/,
  },
  "throttle.ts": {
    local: { state: "empty", rateLimit: { limit: 20, windowMs: 1_000 } },
    args: () => ["50"],
    prints: /^50 calls, 50 answers, 0 refused\n\d+ of 20 left until 2\d{3}-.+Z\n$/,
  },
  "errors-and-retries.ts": {
    local: { seed: {}, faults: firstAttempts(1, { kind: "status", status: 503 }) },
    prints:
      /^Attempt 1 failed: 503\nGot through to .+\nAttempt 1 failed: 503\n404 not_found 2\nIntercom says: .*404.*\n$/,
  },
  "detect-region.ts": {
    local: {},
    prints:
      /^eu: calls go to https:\/\/api\.eu\.intercom\.io\nPeople work at https:\/\/app\.eu\.intercom\.com\n$/,
  },
};

afterAll(() => scratch.remove());

test("every example has an expectation", async () => {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts"));
  // the client's own test runs the one twice, on a real Redis; sync-copy.test.ts kills the other
  const others = files.filter((name) => name !== "shared-throttle.ts" && name !== "sync-copy.ts");
  expect(others.toSorted()).toEqual(Object.keys(EXAMPLES).toSorted());
});

test.concurrent.each(Object.entries(EXAMPLES))(
  "%s prints what it promises",
  async (name, { local: options, args, visit, prints, afterwards }) => {
    const local = options && (await startLocalIntercom(options));
    try {
      const { stdout, stderr } = await run([name, ...(args?.() ?? [])], visit, {
        INTERCOM_BASE_URL: local?.url,
        INTERCOM_TOKEN: local?.token,
        INTERCOM_CLIENT_SECRET: secret,
        PORT: "0",
      });
      expect(stderr).toBe("");
      expect(stdout).toMatch(prints);
      await afterwards?.();
    } finally {
      await local?.close();
    }
  },
  // five processes at once, each compiling the client, on whatever machine there is
  60_000,
);

/** Runs an example to its end, or until it was visited. */
function run(args: string[], visit: Expectation["visit"], env: Record<string, string | undefined>) {
  const visited = (printed: string) => visit!(/http:\/\/127\S+/.exec(printed)?.[0] ?? "");
  return finish(process.execPath, ["--import", "tsx", ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    answers: visit && [[/http:\/\/127\S+\n/, visited]],
  });
}

/** Sends a notification, signed with a secret; gives the answer's status. */
async function post(url: string, topic: string, signedWith: string): Promise<number> {
  const item = { type: "contact", id: "66f1", email: "mira@example.com" };
  const body = JSON.stringify({ type: "notification_event", id: "notif_1", topic, data: { item } });
  const headers = { "X-Hub-Signature": await signWebhook(body, signedWith) };
  const { status } = await fetch(url, { method: "POST", body, headers });
  return status;
}
