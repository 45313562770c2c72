import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Check } from "@intercom-openapi/consumers/report";
import { CACHE } from "@intercom-openapi/consumers/toolbox";
import { apiVersions } from "@intercom-openapi/descriptions";
import { commandsOf, pages } from "@intercom-openapi/docs/snippets";
import { pinnedPnpm } from "@intercom-openapi/support";
import { Checkout } from "./checkout.ts";
import { FreshClone } from "./fresh-clone.ts";

const VERSIONS = apiVersions();
const [OLDEST, NEWEST] = [VERSIONS[0]!, VERSIONS.at(-1)!];

interface Rule {
  commands: RegExp;
  /** What runs them: the tests here, those that take longer, or what uses the packages. */
  by: "test" | "test:runtimes" | "consumers";
  /** How, where typing them is not enough. */
  run?(clone: FreshClone, command: string): Promise<unknown>;
  /** The only files that they may change. */
  changes?: RegExp;
}

/** Who runs what the pages have their readers type. */
const RULES: Rule[] = [
  { commands: /^pnpm install$/, by: "test" },
  { commands: /^pnpm generate( --check)?$/, by: "test" },
  { commands: /^pnpm descriptions (bundle|diff \S+ \S+|changeset --base origin\/main)$/, by: "test" },
  { commands: /^pnpm descriptions drift \S+ --against <their file>$/, by: "test", run: withTheirs },
  {
    commands: /^pnpm descriptions adopt \S+ --against <their file>$/,
    by: "test",
    run: adopt,
    changes: /^specs\/[^/]+\/(openapi\.yaml)?$/,
  },
  { commands: /^pnpm changeset$/, by: "test", run: describeChange, changes: /^\.changeset\/[\w-]+\.md$/ },

  { commands: /^pnpm descriptions (lint|check)$/, by: "test:runtimes" },
  { commands: /^pnpm (demo|format|test)$/, by: "test:runtimes" },
  { commands: /^pnpm bench$/, by: "test:runtimes", run: benchQuickly },
  { commands: /^pnpm bench (--gate|--only [a-z,-]+)$/, by: "test:runtimes" },
  { commands: /^pnpm run docs$/, by: "test:runtimes" },
  { commands: /^pnpm run docs --serve$/, by: "test:runtimes", run: visitSite },
  { commands: /^pnpm test:runtimes$/, by: "test:runtimes", run: startRuntimes },

  // its stranger.ts types them in an empty folder, its local-intercom.test.ts where the packages are installed
  { commands: /^npm install (--save-dev )?[@\w./ -]+$/, by: "consumers" },
  { commands: /^npx @intercom-openapi\/local-intercom /, by: "consumers" },
];

/** What tables and sentences name without what has to follow. */
const IN_FULL: Record<string, string> = {
  "pnpm descriptions adopt": `pnpm descriptions adopt ${NEWEST} --against <their file>`,
  "pnpm descriptions changeset": "pnpm descriptions changeset --base origin/main",
  "pnpm descriptions diff": `pnpm descriptions diff ${OLDEST} ${NEWEST}`,
  "pnpm descriptions drift": `pnpm descriptions drift ${NEWEST} --against <their file>`,
};

/** Every command of every page, once; `pnpm` stands for the one that the repository pins, as CONTRIBUTING.md says. */
export function documentedCommands(): string[] {
  const typed = pages()
    .flatMap((page) => commandsOf(page))
    .map(({ text }) => text.replace(`npx -y ${pinnedPnpm()} `, "pnpm "))
    // words only choose among the checks
    .map((text) => text.replace(/^(pnpm test:runtimes)( [a-z]+)+$/, "$1"));
  return [...new Set(typed.map((text) => IN_FULL[text] ?? text))];
}

export function ruleOf(command: string): Rule | undefined {
  return RULES.find(({ commands }) => commands.test(command));
}

/** @throws {Error} when it fails, or leaves something that git would commit. */
export async function runIn(clone: FreshClone, command: string): Promise<void> {
  const { run = type, changes = /^$/ } = ruleOf(command) ?? {};
  await run(clone, command);
  const strays = (await clone.changes()).filter((file) => !changes.test(file));
  if (strays.length > 0) throw new Error(`${command} leaves ${strays.join(", ")}`);
}

/** The commands that take longer, those of one script after each other. */
export function freshCloneChecks(): Check[] {
  const long = documentedCommands().filter((command) => ruleOf(command)?.by === "test:runtimes");
  const scriptOf = (command: string) => command.replace("pnpm run ", "pnpm ").split(" ")[1];
  return [...new Set(long.map(scriptOf))].map((script) => ({
    name: `fresh clone · ${script}`,
    async run() {
      using origin = await Checkout.make();
      const commands = long.filter((command) => scriptOf(command) === script);
      for (const command of commands) {
        using clone = await FreshClone.of(origin);
        await runIn(clone, command);
      }
      return commands.join("; ");
    },
  }));
}

function type(clone: FreshClone, command: string): Promise<void> {
  return clone.pnpm(wordsOf(command));
}

function wordsOf(command: string): string[] {
  return command.split(" ").slice(1);
}

/** With a file as Intercom could publish it: what it published last. */
function withTheirs(clone: FreshClone, command: string): Promise<void> {
  const version = wordsOf(command)[2] ?? "";
  const facts = (of: string) => join(clone.root, "specs", of, "openapi.yaml");
  const text = readFileSync(facts(existsSync(facts(version)) ? version : NEWEST), "utf8");
  const theirs = clone.write("theirs.yaml", text.replace(/^( {2}version: ).*$/m, `$1"${version}"`));
  return type(clone, command.replace("<their file>", theirs));
}

/** A version that is new has corrections that do not fit, which is told by an exit code. */
async function adopt(clone: FreshClone, command: string): Promise<void> {
  const isNew = !VERSIONS.includes(wordsOf(command)[2] ?? "");
  const failure = await withTheirs(clone, command).then(() => "", String);
  const asTold = isNew && /ended with 1\n[^]*: a new version\n[^]*do not fit; correct them/.test(failure);
  if (failure && !asTold) throw new Error(failure);
}

/** Chooses the first package, no major, a minor, and confirms. */
async function describeChange(clone: FreshClone, command: string): Promise<void> {
  await clone.pnpm(wordsOf(command), [
    [/Which packages would you like to include\?/, " \r"],
    [/should have a major bump\?/, "\r"],
    [/should have a minor bump\?/, " \r"],
    [/Summary/, "Something is new.\r"],
    [/Is this your desired changeset\?/, "\r"],
  ]);
  if ((await clone.changes()).length !== 1) throw new Error(`${command} wrote no changeset`);
}

/** All that it does, but fewer rounds: what it measures is not looked at. */
function benchQuickly(clone: FreshClone, command: string): Promise<void> {
  return type(clone, `${command} --quick`);
}

async function visitSite(clone: FreshClone, command: string): Promise<void> {
  const visit = async (printed: string) => {
    const { status } = await fetch(/at (http:\S+)/.exec(printed)?.[1] ?? "");
    if (status !== 200) throw new Error(`The site answers ${status}`);
  };
  // somebody may have taken the port that it takes by itself
  await clone.pnpm([...wordsOf(command), "--port", "0"], [[/The site is at \S+\n/, visit]]);
}

/** One check, since all of them are running; with the tools that are there. */
async function startRuntimes(clone: FreshClone): Promise<void> {
  await clone.pnpm(["install"]);
  const cache = join(clone.root, "tools/consumers/node_modules/.cache/toolbox");
  mkdirSync(dirname(cache), { recursive: true });
  mkdirSync(CACHE, { recursive: true });
  symlinkSync(CACHE, cache, "dir");
  await clone.pnpm(["test:runtimes", "actionlint"]);
}
