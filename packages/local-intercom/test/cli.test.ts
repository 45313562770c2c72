import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

// as it is built
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

function run(args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });
}

test("says in one line what is wrong, and exits with 1", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const cases: [string[], string][] = [
    [["--port", `${port}`], `Cannot listen on port ${port}: something listens there already`],
    [["--port", "abc"], "port takes a whole number from 0 to 65535"],
    [["--port", ""], "port takes a whole number from 0 to 65535"],
    [["--seed", "people=5"], 'seed knows no "people"'],
    [["--seed", "contacts"], "seed.contacts takes a whole number"],
    [["--seed", "contacts=-1"], "seed.contacts takes a whole number"],
    [["--state", "full"], 'state takes "examples" or "empty"'],
    [["--colour"], "Unknown option '--colour'"],
  ];
  for (const [args, message] of cases) {
    const { code, stdout, stderr } = await run(args);
    expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  }
});

test("says where it listens", async () => {
  const child = spawn(process.execPath, [cli, "--port", "0", "--seed", "contacts=2"]);
  onTestFinished(() => void child.kill());
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const [url] = /http:\S+(?=,)/.exec(String(line)) ?? [];
  const headers = { Authorization: "Bearer local-token", "Intercom-Version": "2.12" };
  expect(await (await fetch(`${url}/contacts`, { headers })).json()).toMatchObject({ total_count: 2 });
});
