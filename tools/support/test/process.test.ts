import { expect, test, vi } from "vitest";
import { command, finish, type Answer } from "../src/index.ts";

const node = (script: string, options = {}) => finish(process.execPath, ["--eval", script], options);

test("what a process prints and how it ends is told, whatever that is", async () => {
  const script = `console.log("out"); console.error("err"); process.exitCode = 3;`;
  expect(await node(script)).toMatchObject({ code: 3, stdout: "out\n", stderr: "err\n" });
});

test("it has the folder, the environment and the input that it is given", async () => {
  const script = `process.stdin.on("data", (data) => console.log(String(data), process.env.A, process.cwd()));`;
  const { stdout } = await node(script, { cwd: "/", env: { A: "a" }, input: "given" });
  expect(stdout).toBe("given a /\n");
});

test("without input it reads to the end of nothing", async () => {
  expect(await node(`process.stdin.resume().on("end", () => console.log("end"))`)).toMatchObject({
    stdout: "end\n",
  });
});

test("a command that fails is an error with all that it printed", async () => {
  const script = `console.log("out"); console.error("why"); process.exitCode = 1;`;
  await expect(command(process.execPath, ["--eval", script])).rejects.toThrow(/ended with 1\nout\nwhy$/);
});

test("a program that is not there is an error", async () => {
  await expect(finish("no-such-program", [])).rejects.toThrow("ENOENT");
});

test("what takes too long is ended, with what it started", async () => {
  const grandchild = `require("node:child_process").spawn(process.execPath, ["--eval", "setTimeout(() => {}, 5000)"], { stdio: "inherit" });`;
  const script = `console.log("begun"); ${grandchild} setInterval(() => {}, 1000);`;
  await expect(node(script, { timeoutMs: 1000 })).rejects.toThrow(/took longer than 1 s/);
});

test("it can be killed before its end", async () => {
  const stop = new AbortController();
  const running = node(`console.log(process.pid); setInterval(() => {}, 1000);`, { signal: stop.signal });
  stop.abort();
  expect(await running).toMatchObject({ code: null });
});

test("it is answered, question by question, and ends by itself", async () => {
  const script = `const lines = require("node:readline").createInterface({ input: process.stdin });
    console.log("Name?");
    lines.once("line", (name) => {
      console.log("Sure?");
      lines.once("line", (sure) => { console.log(name, sure); process.exit(); });
    });`;
  const answers: Answer[] = [
    [/Name\?/, "Mira\n"],
    [/Sure\?/, "yes\n"],
  ];
  expect(await node(script, { answers })).toMatchObject({ code: 0, stdout: "Name?\nSure?\nMira yes\n" });
  await expect(node(script, { answers: [...answers, [/Really\?/, ""]] })).rejects.toThrow(
    "never printed /Really",
  );
});

test("after what there was to do with it, it is killed with all that it started", async () => {
  const server = `require("node:http").createServer((_, answer) => answer.end()).listen(0, "127.0.0.1", function () { console.log(this.address().port); })`;
  const script = `require("node:child_process").spawn(process.execPath, ["--eval", ${JSON.stringify(server)}], { stdio: "inherit" });`;
  let url = "";
  const visit = async (printed: string) => {
    url = `http://127.0.0.1:${printed.trim()}`;
    expect((await fetch(url)).status).toBe(200);
  };
  expect(await node(script, { answers: [[/^\d+\n/, visit]] satisfies Answer[] })).toMatchObject({
    code: null,
  });
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow("fetch failed"));
});

test("what goes wrong with what there was to do is told", async () => {
  const answers: Answer[] = [[/up/, () => Promise.reject(new Error("not what it should be"))]];
  const running = node(`console.log("up"); setInterval(() => {}, 1000)`, { answers });
  await expect(running).rejects.toThrow("not what it should be");
});
