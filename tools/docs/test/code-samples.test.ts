import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startLocalIntercom, type LocalIntercom } from "@intercom-openapi/local-intercom";
import { command, finish } from "@intercom-openapi/support";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { distDirectory } from "../src/paths.ts";
import { publishedVersions } from "../src/site/reference/index.ts";
import { writeSnippets } from "../src/snippets/index.ts";
import { compilerOutput } from "./support/compiler-output.ts";

interface Sample {
  /** `2.12 GET /contacts` */
  name: string;
  version: string;
  operationId: string;
  method: string;
  file: string;
  code: string;
  curl: string;
}

// what reads goes first, and what deletes last, so that each finds what its example names
const ORDER = ["get", "put", "post", "delete"];
const folder = join(distDirectory, "samples");
const samples = publishedVersions().flatMap(({ version, operations }) =>
  operations
    .toSorted((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method))
    .map(({ method, path, operation }): Sample => {
      const published = (operation["x-codeSamples"] ?? []) as { lang: string; source: string }[];
      const sample = (lang: string) => published.find((one) => one.lang === lang)?.source ?? "";
      return {
        name: `${version} ${method.toUpperCase()} ${path}`,
        version,
        operationId: operation.operationId,
        method,
        file: `${version}/${method}${path.replaceAll(/\W/g, "_")}.mts`,
        code: sample("TypeScript"),
        curl: sample("Shell"),
      };
    }),
);
const versions = [...new Set(samples.map(({ version }) => version))];

/**
 * Those that no later version has too. What is asked with the others is asked with those of the later version; that it
 * fits their own is what the compiler says.
 */
const latest = samples.filter((sample, index) => {
  const written = ({ code, curl, version }: Sample) => (code + curl).replaceAll(version, "");
  return !samples
    .slice(index + 1)
    .some((one) => one.version !== sample.version && written(one) === written(sample));
});

let local: LocalIntercom;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  writeSnippets(
    folder,
    samples.map(({ name, file, code }) => ({ page: "x-codeSamples", name, file, code, kind: "runs" })),
  );
  local = await startLocalIntercom();
});

afterAll(() => local.close());

test("every published operation has a sample in TypeScript and one in curl", () => {
  expect(samples.length).toBeGreaterThan(200);
  expect(samples.filter(({ code, curl }) => !code || !curl).map(({ name }) => name)).toEqual([]);
});

test("every sample in TypeScript compiles, in strict mode", async () => {
  expect(await compilerOutput(folder)).toBe("");
});

test.for(versions)("every sample in TypeScript of %s is answered, by a local Intercom", async (version) => {
  const before = local.requests.length;
  const own = latest.filter((sample) => sample.version === version);
  const modules = own.map(({ file }) => compiled(join(folder, file)));
  const all = join(folder, version, "all.mjs");
  writeFileSync(
    all,
    modules.map((file) => `await import(${JSON.stringify(pathToFileURL(file))});\n`).join(""),
  );
  const preload = compiled(join(import.meta.dirname, "../src/snippets/preload.ts"));
  // one process, since most of the time of a process goes into its start
  await command(process.execPath, ["--import", pathToFileURL(preload).href, all], {
    // the samples of files write them
    cwd: folder,
    env: { ...process.env, LOCAL_INTERCOM: local.url, INTERCOM_TOKEN: local.token },
  });
  expect(unanswered(own, local.requests.slice(before))).toEqual([]);
});

test.for(versions)("every sample in curl of %s is answered, by a local Intercom", async (version) => {
  const own = latest.filter((sample) => sample.version === version);
  const fresh = await startLocalIntercom();
  try {
    for (const args of await curlArguments(own.map(({ curl }) => curl))) await send(args, fresh);
    expect(unanswered(own, fresh.requests)).toEqual([]);
  } finally {
    await fresh.close();
  }
});

/** The samples whose operation no request was answered for with a success. */
function unanswered(own: Sample[], requests: LocalIntercom["requests"]): string[] {
  const answered = new Set(
    requests.filter(({ status = 0 }) => status < 300).map(({ operationId }) => operationId),
  );
  return own.filter(({ operationId }) => !answered.has(operationId)).map(({ name }) => name);
}

function compiled(file: string): string {
  const out = file.startsWith(folder) ? file.replace(/\.mts$/, ".mjs") : join(folder, "preload.mjs");
  writeFileSync(out, transformSync(readFileSync(file, "utf8"), { loader: "ts", format: "esm" }).code);
  return out;
}

/** What a shell makes of the samples, with a `curl` that prints its arguments. */
async function curlArguments(sources: string[]): Promise<string[][]> {
  const script = `set -eu\ncurl() { printf '%s\\0' "$@"; printf '\\n\\0'; }\n${sources.join("")}`;
  const env = { ...process.env, INTERCOM_TOKEN: "the-token" };
  const { stdout, stderr, code } = await finish("sh", [], { input: script, env });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return stdout
    .split("\0\n\0")
    .map((call) => call.split("\0"))
    .filter(([first]) => first);
}

/** Sends what curl would. */
async function send(args: string[], { url, token }: LocalIntercom): Promise<void> {
  const headers = new Headers();
  const init: RequestInit = { headers };
  let target = "";
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === "-X") init.method = rest.shift() ?? "";
    else if (argument === "-d") {
      init.method ??= "POST";
      init.body = rest.shift() ?? "";
    } else if (argument === "-H") {
      const [name = "", value = ""] = (rest.shift() ?? "").split(": ");
      headers.set(name, value.replace("the-token", token));
    } else if (argument === "--output") rest.shift();
    else target = argument;
  }
  const { origin, pathname, search } = new URL(target);
  expect(origin).toBe("https://api.intercom.io");
  await (await fetch(new URL(pathname + search, url), init)).arrayBuffer();
}
