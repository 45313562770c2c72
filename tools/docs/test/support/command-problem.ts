import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readManifest, repository, type Manifest } from "@intercom-openapi/support";

const read = (folder: string) => readManifest(join(repository, folder));

const root = read("");
const workspace = [
  ...["packages", "tools"].flatMap((folder) =>
    readdirSync(join(repository, folder)).map((name) => read(`${folder}/${name}`)),
  ),
  read("specs"),
];

/** What somebody who types a command would stumble over: a script, package, command or option that does not exist. */
export function problemWith(command: string): string | undefined {
  const [program, ...words] = command.split(" ");
  if (program === "pnpm") return pnpmProblem(words);
  if (program === "npm" && words[0] === "install") return installProblem(words.slice(1));
  if (program === "npx" && words[0] === "-y" && words[1]?.startsWith("pnpm@")) {
    if (words[1] !== root.packageManager) return `the repository pins ${root.packageManager}`;
    return pnpmProblem(words.slice(2));
  }
  if (program === "npx") return binProblem(words);
  return "nothing checks such a command";
}

/** A program of ours, as it is published. */
function binProblem([name = "", ...words]: string[]): string | undefined {
  const folder = `packages/${name.split("/")[1] ?? ""}`;
  const manifest = existsSync(join(repository, folder, "package.json")) ? read(folder) : undefined;
  const [built] = Object.values(manifest?.bin ?? {});
  if (built === undefined) return `${name} has no program`;
  return programProblem([join(folder, built.replace("./dist/", "src/").replace(/js$/, "ts")), ...words]);
}

/** Ours are published from here. Others are installed here, so that the snippets around them run. */
function installProblem(words: string[]): string | undefined {
  const ours = workspace.filter((manifest) => !manifest.private).map(({ name }) => name);
  const { dependencies, devDependencies } = read("tools/docs");
  const known = new Set(["--save-dev", ...ours, ...Object.keys({ ...dependencies, ...devDependencies })]);
  const unknown = words.filter((word) => !known.has(word.replace(/(?<=.)@[\w.]+$/, "")));
  return unknown.length > 0 ? `not known here: ${unknown.join(", ")}` : undefined;
}

/** Scripts that pnpm has commands of its own by the name of: they want `pnpm run`. */
const SHADOWED = new Set(["docs"]);

function pnpmProblem(words: string[]): string | undefined {
  if (words[0] === "run") return scriptProblem(root, words.slice(1));
  if (SHADOWED.has(words[0] ?? "")) return `pnpm has a command ${words[0]} of its own: pnpm run ${words[0]}`;
  if (words[0] === "--filter") {
    const manifest = workspace.find(({ name }) => name === words[1]);
    return manifest ? scriptProblem(manifest, words.slice(2)) : `no package ${words[1]}`;
  }
  if (words[0] === "install" && words.length === 1) return undefined;
  if (words[0] === "tsx") return programProblem(words.slice(1));
  return scriptProblem(root, words);
}

function scriptProblem({ scripts = {} }: Manifest, [name = "", ...words]: string[]): string | undefined {
  const script = scripts[name];
  if (script === undefined) return `no script ${name}`;
  if (words.length === 0) return undefined;
  const [, file] = /.*\btsx (\S+)/.exec(script) ?? [];
  return file ? programProblem([file, ...words]) : `${name} takes nothing`;
}

/** A program says itself what it takes. */
function programProblem([file = "", ...words]: string[]): string | undefined {
  if (!existsSync(join(repository, file))) return `no file ${file}`;
  const help = helpOf(file);
  const [first = ""] = words;
  if (help.includes("<command>") && !new RegExp(`^ {2}${first}\\b`, "m").test(help))
    return `no command ${first}`;
  const unknown = words.filter((word) => word.startsWith("--") && !help.includes(word));
  return unknown.length > 0 ? `no option ${unknown.join(", ")}` : undefined;
}

const helps = new Map<string, string>();

function helpOf(file: string): string {
  const args = ["--import", import.meta.resolve("tsx"), file, "--help"];
  const help =
    helps.get(file) ??
    execFileSync(process.execPath, args, { cwd: repository, encoding: "utf8", timeout: 30_000 });
  helps.set(file, help);
  return help;
}
