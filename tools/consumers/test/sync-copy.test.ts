import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createIntercomClient, unwrap, type IntercomClient } from "@intercom-openapi/client";
import { startLocalIntercom, type FaultPlan, type LocalIntercom } from "@intercom-openapi/local-intercom";
import { finish, Scratch } from "@intercom-openapi/support";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";

const example = fileURLToPath(new URL("../../../packages/client/examples/sync-copy.ts", import.meta.url));

/** The databases that this Node has. */
const FILES = ["copy.log", ...(hasSqlite() ? ["copy.sqlite"] : [])];

const scratch = new Scratch();

afterAll(() => scratch.remove());

function hasSqlite(): boolean {
  return process.getBuiltinModule("node:sqlite" as "node:fs") !== undefined;
}

function start(file: string, { url, token }: LocalIntercom, signal?: AbortSignal) {
  return finish(process.execPath, ["--import", "tsx", example, file], {
    env: { ...process.env, INTERCOM_TOKEN: token, INTERCOM_BASE_URL: url, NODE_NO_WARNINGS: "1" },
    signal,
    timeoutMs: 100_000,
  });
}

/** Runs to the end. @returns what is printed, and how many calls it took */
async function run(file: string, local: LocalIntercom) {
  local.requests.length = 0;
  const { stdout, stderr, code } = await start(file, local);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return { stdout, calls: local.requests.length };
}

/** The values of a copy, by their keys. */
async function read(file: string): Promise<Map<string, { id: string; name?: string; updated_at: number }>> {
  const parsed = (entries: [string, string][]) =>
    new Map(entries.map(([key, value]) => [key, JSON.parse(value)]));
  if (!file.endsWith(".sqlite")) {
    const lines = (await readFile(file, "utf8")).trim().split("\n");
    return parsed(lines.flatMap((line) => Object.entries(JSON.parse(line) as Record<string, string>)));
  }
  const { DatabaseSync } = await import("node:sqlite" as string);
  const rows = new DatabaseSync(file).prepare("SELECT key, value FROM copy").all() as {
    key: string;
    value: string;
  }[];
  return parsed(rows.map(({ key, value }) => [key, value]));
}

function idsOf(copy: Map<string, unknown>, name: string): string[] {
  return [...copy.keys()].filter((key) => key.startsWith(`${name}/`)).map((key) => key.split("/")[1]!);
}

test.each(FILES)(
  "%s: killed, it goes on; later it takes what changed",
  async (name) => {
    const file = scratch.file(name);
    let stalls = true;
    // both resources have more than one page; it stops in the middle of the conversations
    const faults: FaultPlan = ({ index }) =>
      stalls && index > 80 ? { kind: "stall", at: "start" } : undefined;
    const local = await startLocalIntercom({ seed: { contacts: 120, conversations: 130 }, faults });
    onTestFinished(() => local.close());

    const killing = new AbortController();
    const killed = start(file, local, killing.signal);
    await vi.waitFor(() => expect(local.requests.length).toBeGreaterThan(80), {
      timeout: 60_000,
      interval: 50,
    });
    killing.abort();
    await killed;
    stalls = false;
    const partly = await read(file);
    expect(idsOf(partly, "contacts")).toHaveLength(120);
    const before = idsOf(partly, "conversations").length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(130);

    const rest = await run(file, local);
    // what it had is not read again
    expect(rest.stdout).toMatch(/^contacts: 120 looked at, 0 written\n/);
    expect(rest.stdout).toMatch(
      new RegExp(`^conversations: ${130 - before} looked at, ${130 - before} written$`, "m"),
    );
    const whole = await read(file);
    expect(idsOf(whole, "contacts").toSorted()).toEqual(local.ids("contacts").toSorted());
    expect(idsOf(whole, "conversations").toSorted()).toEqual(local.ids("conversations").toSorted());

    const intercom = createIntercomClient({ version: "2.12", token: local.token, baseUrl: local.url });
    const { contact_id, conversation_id } = await change(intercom, local);
    const changes = await run(file, local);
    // the one who was renamed, and the one who wrote
    expect(changes.stdout).toMatch(
      /^contacts: \d+ looked at, 2 written\nconversations: \d+ looked at, 1 written\n$/,
    );
    const after = await read(file);
    expect(after.get(`contacts/${contact_id}`)?.name).toBe("Mira Okafor");
    expect(JSON.stringify(after.get(`conversations/${conversation_id}`))).toContain("It has come now.");

    const nothing = await run(file, local);
    expect(nothing.stdout).toMatch(
      /^contacts: \d+ looked at, 0 written\nconversations: \d+ looked at, 0 written\n$/,
    );
    expect(nothing.calls).toBeLessThan(10);
  },
  240_000,
);

async function change(intercom: IntercomClient<"2.12">, local: LocalIntercom) {
  const contact_id = local.ids("contacts")[7]!;
  const conversation_id = local.ids("conversations")[9]!;
  const contact = { params: { path: { contact_id } }, body: { name: "Mira Okafor" } };
  await unwrap(intercom.PUT("/contacts/{contact_id}", contact));
  await unwrap(
    intercom.POST("/conversations/{conversation_id}/reply", {
      params: { path: { conversation_id } },
      body: {
        message_type: "comment",
        type: "user",
        intercom_user_id: local.ids("contacts")[0]!,
        body: "It has come now.",
      },
    }),
  );
  return { contact_id, conversation_id };
}

test("a line that was cut off is left out, and a cursor that is refused begins the search again", async () => {
  const file = scratch.file("cut.log");
  const local = await startLocalIntercom({ seed: { contacts: 60 } });
  onTestFinished(() => local.close());
  await run(file, local);
  const log = await readFile(file, "utf8");
  const place = JSON.stringify({ since: 0, newest: 0, cursor: "forgotten" });
  const cut = `${JSON.stringify({ "place/contacts": place })}\n${log.slice(0, 100)}`;
  await writeFile(file, cut);
  const again = await run(file, local);
  expect(again.stdout).toMatch(/^contacts: 60 looked at, 60 written\n/);
  expect(idsOf(await read(file), "contacts")).toHaveLength(60);
}, 120_000);
