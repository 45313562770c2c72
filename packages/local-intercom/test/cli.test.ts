import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { finish, listen, Scratch } from "@intercom-openapi/support";
import { expect, onTestFinished, test } from "vitest";
import { optionsOf } from "../src/cli-options.ts";
import { startLocalIntercom } from "../src/index.ts";
import type { Body } from "./harness.ts";

// as it is built
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
if (!existsSync(cli)) throw new Error("dist/cli.js is not there: build this package first");

const run = (args: string[]) => finish(process.execPath, [cli, ...args]);

test("says in one line what is wrong, and exits with 1", async () => {
  const taken = createServer();
  onTestFinished(() => void taken.close());
  const { port } = new URL(await listen(taken));
  const folder = temporaryFolder();
  const [broken, other, none] = [
    join(folder, "broken.json"),
    join(folder, "other.json"),
    join(folder, "none.json"),
  ];
  writeFileSync(broken, "{");
  writeFileSync(other, "{}");
  writeFileSync(none, "null");
  const nowhere = join(folder, "nowhere", "intercom.json");
  const cases: [string[], string][] = [
    [["--port", `${port}`], `Cannot listen on port ${port}: something listens there already`],
    [["--state", broken], `Cannot read ${broken}:`],
    [["--state", other], "state takes what save() gave: it is something else"],
    [["--state", none], "state takes what save() gave: it is something else"],
    [["--state", nowhere], `Cannot write ${nowhere}: ENOENT`],
    [["--port", "--quiet"], "Option '--port' argument is ambiguous."],
    [["--prot", "1"], "Unknown option '--prot': see --help"],
  ];
  for (const [args, message] of cases) {
    const { code, stdout, stderr } = await run(args);
    expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  }
});

test.each<[string[], string]>([
  [["--port", "abc"], '--port takes a number, not "abc"'],
  [["--port", ""], '--port takes a number, not ""'],
  [["--port", "65536"], "port takes a whole number from 0 to 65535"],
  [["--seed", "people=5"], 'seed knows no "people"'],
  [["--seed", "contacts"], '--seed contacts= takes a number, not ""'],
  [["--seed", "contacts=many"], '--seed contacts= takes a number, not "many"'],
  [["--seed", "contacts=-1"], "seed.contacts takes a whole number"],
  [["--state", "full"], "--state takes examples, empty or a file that ends in .json, not full"],
  [["--rate-limit", "100"], "--rate-limit takes a number and a time, such as 100/10s, not 100"],
  [["--rate-limit", "1/1h"], "--rate-limit takes a time, such as 50ms, 2s or 1m, not 1h"],
  [["--faults", "5"], "--faults takes 0% to 100%, not 5"],
  [["--faults", "101%"], "--faults takes 0% to 100%, not 101%"],
  [["--latency", "soon"], "--latency takes a time"],
  [["--latency", "200-50ms"], "latencyMs takes a number, or two of which the first is not larger"],
  [["--search-delay", ""], "--search-delay takes a time"],
  [["--webhooks", "hook"], 'webhooks.url takes an http or https URL, not "hook"'],
  [["--webhooks", "http://127.0.0.1:1", "--topics", "contact"], 'webhooks.topics: nothing sends "contact"'],
  [["--topics", "contact.*"], "--topics go with --webhooks URL"],
  [["--token", ""], "token takes a text that is not empty"],
  [["--colour"], "Unknown option '--colour'"],
  [["start"], "Unexpected argument 'start'."],
])("%j is refused", async (args, message) => {
  const started = async () => startLocalIntercom(optionsOf(args)?.options);
  await expect(started()).rejects.toThrow(message);
});

/** A server that was started, once it has said where. */
async function start(args: string[], flags: string[] = []) {
  const child = spawn(process.execPath, [...flags, cli, "--port", "0", ...args]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout });
  const printed: string[] = [];
  lines.on("line", (line) => printed.push(line));
  const said = Promise.race([once(lines, "line"), once(lines, "close")]) as Promise<[line?: string]>;
  const [line] = await said;
  if (line === undefined) throw new Error(`It did not start: ${await text(child.stderr)}`);
  const [url] = /http:\S+(?=,)/.exec(line) ?? [];
  const headers = { Authorization: "Bearer local-token", "Intercom-Version": "2.12" };
  const call = async (path: string, body?: object) => {
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const answer = await fetch(`${url}${path}`, { headers, ...init });
    return (await answer.json()) as Body;
  };
  const stop = async () => {
    child.kill("SIGTERM");
    const [code] = (await once(child, "exit")) as [number | null];
    return code;
  };
  return { call, stop, printed, stderr: child.stderr };
}

function temporaryFolder(): string {
  const scratch = new Scratch();
  onTestFinished(() => scratch.remove());
  return scratch.path;
}

test("says where it listens, and stops when it is told to", async () => {
  const { call, stop, printed } = await start(["--seed", "contacts=2"]);
  expect(await call("/contacts")).toMatchObject({ total_count: 2 });
  expect(await stop()).toBe(0);
  // nobody looks
  expect(printed).toHaveLength(1);
});

test("prints a line for every request in a terminal", async () => {
  const terminal = ["--import", "data:text/javascript,process.stdout.isTTY=true"];
  const { call, stop, printed } = await start(["--faults", "100%"], terminal);
  await call("/contacts?per_page=1").catch(() => {});
  await stop();
  expect(printed.slice(1)).toEqual([
    expect.stringMatching(/^GET \/contacts\?per_page=1 .+ ListContacts, fault: .+$/),
  ]);
});

test("keeps the workspace in a file", async () => {
  const file = join(temporaryFolder(), "intercom.json");
  const first = await start(["--state", file, "--seed", "contacts=1"]);
  await first.call("/contacts", { email: "mira@example.com" });
  expect(await first.stop()).toBe(0);
  const second = await start(["--state", file]);
  const { data } = await second.call("/contacts");
  expect(data.map(({ email }: Body) => email)).toEqual(["user-1@example.com", "mira@example.com"]);
  await second.stop();
});

test("says when the workspace cannot be kept", async () => {
  const folder = join(temporaryFolder(), "none");
  mkdirSync(folder);
  const { stop, stderr } = await start(["--state", join(folder, "intercom.json")]);
  rmSync(folder, { recursive: true });
  const said = text(stderr);
  expect(await stop()).toBe(1);
  expect(await said).toMatch(/^Cannot write .+none.intercom\.json: ENOENT.+\n$/);
});

test("every option reaches the server", async () => {
  const received: string[] = [];
  const hook = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => received.push((JSON.parse(String(chunk)) as Body).topic));
    request.on("end", () => response.end());
  });
  onTestFinished(() => void hook.close());
  const options =
    "--host localhost --state empty --validate --rate-limit 2/60m --latency 1-2ms --search-delay 1m " +
    `--webhooks ${await listen(hook)} --webhook-secret s --webhook-version 2.11 --webhook-retry 1s ` +
    "--topics contact.*,company.created";
  const { call } = await start(options.split(" "));
  await call("/contacts", { email: "mira@example.com" });
  const query = { field: "email", operator: "=", value: "mira@example.com" };
  expect(await call("/contacts/search", { query })).toMatchObject({ total_count: 0 });
  expect(await call("/contacts")).toMatchObject({ errors: [{ code: "rate_limit_exceeded" }] });
  while ((await call("/_local/webhooks")).webhooks[1]?.state !== "delivered");
  expect(received).toEqual(["ping", "contact.user.created"]);
});

test.each<[string[], object]>([
  [["--rate-limit", "5/s"], { rateLimit: { limit: 5, windowMs: 1000 } }],
  [["--rate-limit", "100/10s"], { rateLimit: { limit: 100, windowMs: 10_000 } }],
  [["--latency", "0.5s"], { latencyMs: 500 }],
  [["--latency", "50-200ms"], { latencyMs: [50, 200] }],
  [["--state", "intercom.json"], { state: "empty" }],
  [["--seed", "contacts=2, tags=1"], { seed: { contacts: 2, tags: 1 } }],
])("%j is read", (args, options) => {
  expect(optionsOf(args)?.options).toMatchObject(options);
});

test("shows every option in its help", async () => {
  const { code, stdout } = await run(["--help"]);
  expect(code).toBe(0);
  const source = readFileSync(new URL("../src/cli-options.ts", import.meta.url), "utf8");
  const options = [...source.matchAll(/^ {6}"?([\w-]+)"?: \{ type:/gm)].map(([, name]) => `  --${name}`);
  expect(options.length).toBeGreaterThan(15);
  expect(options.filter((option) => !stdout.includes(option))).toEqual([]);
});
