import { chmodSync, cpSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { command, listen, repository, Scratch } from "@intercom-openapi/support";
import { GH, PNPM } from "./fakes.ts";
import { CORRECTIONS, OFFICIAL, WORDS } from "./small.ts";
import { runTool } from "./tools.ts";

const COMMIT = "a".repeat(40);
const THEIRS = "intercom/descriptions-of-theirs";
const THEIR_FILE = `/${THEIRS}/${COMMIT}/descriptions/2.12/api.intercom.io.yaml`;
const BRANCH = "specs/intercom";

/** The steps of the weekly job, in a small repository with a remote, a fake `gh` and Intercom's file on 127.0.0.1. */
export class Rehearsal {
  private readonly scratch = new Scratch();
  private readonly server = createServer(async (request, response) => {
    if (request.url === "/pnpm") {
      const { args, root } = JSON.parse(await text(request)) as { args: string[]; root: string };
      response.end(JSON.stringify(await runTool(args, root)));
    } else {
      response.writeHead(request.url === THEIR_FILE ? 200 : 404).end(this.official);
    }
  });
  private env: NodeJS.ProcessEnv = {};
  readonly work = this.scratch.file("work");

  /** @param official their description */
  constructor(private official: string) {}

  async start(): Promise<void> {
    this.put("bin/pnpm", PNPM, true);
    this.put("bin/gh", GH, true);
    this.put("state/calls", "");
    this.put("gitconfig", "[user]\n\tname = n\n\temail = e\n[init]\n\tdefaultBranch = main\n");
    this.put("official.yaml", OFFICIAL);
    this.put("work/specs/placeholders.yaml", "{}\n");
    this.put("work/specs/words/tags.yaml", WORDS);
    const published = [
      "--against",
      this.scratch.file("official.yaml"),
      "--commit",
      "0000000",
      "--date",
      "2026-01-01",
    ];
    await runTool(["descriptions", "adopt", "2.12", ...published], this.work);
    this.put("work/specs/corrections/10-tags.yaml", CORRECTIONS);
    const read = ["LICENSE", "README.md", "packages/client/package.json", "tools/docs/package.json"];
    for (const path of [".github/scripts", ...read]) {
      cpSync(join(repository, path), join(this.work, path), { recursive: true });
    }
    this.env = {
      ...process.env,
      PATH: `${this.scratch.file("bin")}:${process.env["PATH"]}`,
      GIT_CONFIG_GLOBAL: this.scratch.file("gitconfig"),
      STATE: this.scratch.file("state"),
      OFFICIAL: THEIRS,
      RAW: await listen(this.server),
      COMMIT,
    };
    await this.git("init", "--quiet");
    await this.commit("start");
    await this.git("clone", "--quiet", "--bare", ".", "../origin");
    await this.git("remote", "add", "origin", "../origin");
    await this.git("fetch", "--quiet");
  }

  /** What the job does, in a fresh checkout of main. */
  async week(official = this.official): Promise<void> {
    this.official = official;
    await this.git("checkout", "--quiet", "--force", "-B", "main", "origin/main");
    const reports = this.scratch.file("reports");
    const [withToken, without] = [{ ...this.env, GH_TOKEN: "t" }, this.env];
    await this.script("newest.sh", [reports], withToken);
    await this.script("adopt.sh", [reports], without);
    await this.script("propose.sh", [BRANCH, reports], withToken);
  }

  /** Something more that the pull request is to tell. */
  report(name: string, content: string): void {
    this.put(`reports/${name}`, content);
  }

  /** The pull request's text, or nothing where there is none. */
  get body(): string {
    return this.calls.some((call) => call.startsWith("pr create")) ? this.read("state/body") : "";
  }

  get calls(): string[] {
    return this.read("state/calls").trim().split("\n");
  }

  /** The files that the branch changes, by name. */
  async proposed(): Promise<Map<string, string>> {
    const names = (await this.git("diff", "--name-only", "origin/main", await this.head()))
      .trim()
      .split("\n");
    const head = await this.head();
    const files = names.map(async (name) => [name, await this.git("show", `${head}:${name}`)] as const);
    return new Map(await Promise.all(files));
  }

  /** The branch's commit on the remote, or nothing. */
  async head(): Promise<string> {
    return (await this.git("ls-remote", "origin", `refs/heads/${BRANCH}`)).split("\t")[0] ?? "";
  }

  /** Somebody adds to the branch. */
  async help(): Promise<void> {
    await this.git("checkout", "--quiet", "--detach", await this.head());
    this.put("work/notes.txt", "by hand");
    await this.commit("help");
    await this.git("push", "--quiet", "origin", `HEAD:refs/heads/${BRANCH}`);
  }

  stop(): void {
    this.server.close();
    this.scratch.remove();
  }

  private script(name: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
    return command("bash", [join(this.work, ".github/scripts", name), ...args], { env });
  }

  private async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    const author = "Somebody <somebody@example.com>";
    await this.git("commit", "--quiet", "--message", message, "--author", author);
  }

  private git(...args: string[]): Promise<string> {
    return command("git", ["-C", this.work, ...args], { env: this.env });
  }

  private read(name: string): string {
    return readFileSync(this.scratch.file(name), "utf8");
  }

  private put(name: string, content: string, executable = false): void {
    const file = this.scratch.write(name, content);
    if (executable) chmodSync(file, 0o755);
  }
}
