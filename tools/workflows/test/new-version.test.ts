import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { delimiter, dirname, join } from "node:path";
import { apiVersions, readDescription, type OpenApiDocument } from "@intercom-openapi/descriptions";
import { command, listen, readManifest, repository, Scratch } from "@intercom-openapi/support";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runTool, type Outcome } from "./specs-workflow/tools.ts";

const newest = apiVersions().at(-1)!;
const added = newest.replace(/\d+$/, (minor) => String(Number(minor) + 1));
const LIST = "#/components/schemas/gadget_list";

/** What Intercom could publish next: our own facts, with something of each kind that a version brings. */
function official(): OpenApiDocument {
  const { published } = readDescription(newest);
  const { paths, components } = published;
  const json = (name: string) => ({ content: { "application/json": { schema: { $ref: name } } } });
  published.info = { ...published.info, version: added };
  Reflect.deleteProperty(paths["/tags"]!.get!, "operationId");
  Reflect.deleteProperty(paths, "/teams/{team_id}");
  paths["/tags/{tag_id}"]!.patch = {
    ...structuredClone(paths["/tags/{tag_id}"]!.get!),
    operationId: "renameTag",
    requestBody: json("#/components/schemas/gadget"),
  };
  paths["/gadgets"] = {
    get: {
      operationId: "listGadgets",
      tags: ["Tags"],
      responses: { "200": { description: "Theirs.", ...json(LIST) }, "401": { description: "Theirs." } },
    },
  };
  // as published from 2.13 on, which has a correction
  const filters = components.schemas["multiple_filter_search_request"]!.properties!;
  filters["value"] = {
    oneOf: ["multiple_filter_search_request", "single_filter_search_request"].map((name) => ({
      type: "array",
      items: { $ref: `#/components/schemas/${name}` },
    })),
  };
  Reflect.deleteProperty(components.schemas, "multiple_or_single_filter_search_request");
  const { website, industry: _, ...kept } = components.schemas["company"]!.properties!;
  components.schemas["company"]!.properties = { ...kept, web_address: website! };
  components.schemas["gadget"] = { type: "object", properties: { name: { type: "string" } } };
  components.schemas["gadget_list"] = {
    type: "object",
    properties: { data: { type: "array", items: { $ref: "#/components/schemas/gadget" } } },
  };
  return published;
}

/** Each line that must not compile says so, each other one runs. */
const USE = `import { createIntercomClient, unwrap } from "@intercom-openapi/client";
import type { Company, Gadget } from "@intercom-openapi/types-${added}";

const intercom = createIntercomClient({ version: "${added}", token: "t", baseUrl: process.env["BASE_URL"] ?? "" });
const older = intercom.withOptions({ version: "${newest}" });
const params = { path: { tag_id: "1" } };

await unwrap(intercom.PATCH("/tags/{tag_id}", { params, body: { name: "Bells" } }));
const { data = [] } = await unwrap(intercom.GET("/gadgets"));
const names: (string | undefined)[] = data.map((gadget: Gadget) => gadget.name);
await unwrap(older.GET("/teams/{team_id}", { params: { path: { team_id: "1" } } }));
console.log(JSON.stringify(names));

export async function refused(company: Company): Promise<unknown[]> {
  // @ts-expect-error this version has it no longer
  const gone = intercom.GET("/teams/{team_id}", { params: { path: { team_id: "1" } } });
  // @ts-expect-error the version before does not have it yet
  const later = older.GET("/gadgets");
  // @ts-expect-error it is called otherwise
  return [gone, later, company.website, company.web_address satisfies string | undefined];
}
`;

describe("a version more", { timeout: 240_000 }, () => {
  const scratch = new Scratch();
  const client = scratch.file("packages/client");
  const run = (program: string, ...args: string[]) =>
    command(process.execPath, [join(client, "node_modules", program), ...args], { cwd: scratch.path });
  let adopted: Outcome;
  let generated: Outcome;

  beforeAll(async () => {
    for (const file of ["LICENSE", "README.md", "tools/docs/package.json", ...sources()]) {
      cpSync(join(repository, file), scratch.file(file), { recursive: true });
    }
    const theirs = scratch.write("theirs.json", official());
    adopted = await runTool(["descriptions", "adopt", added, "--against", theirs], scratch.path);
    generated = await runTool(["generate"], scratch.path);
    linkDependencies(scratch);
    const { build = "" } = readManifest(client).scripts ?? {};
    const path = [join(client, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
    await command("sh", ["-c", build], { cwd: client, env: { ...process.env, PATH: path } });
    scratch.write("use.ts", USE);
  }, 240_000);

  afterAll(() => scratch.remove());

  test("is adopted, and what has no id is named", () => {
    expect(adopted).toMatchObject({ code: 0, err: "" });
    expect(adopted.out).toContain(`${added}: a new version`);
    expect(adopted.out).toContain(`${added}: GET /tags has no operationId; it is named by rule`);
    expect(generated.code).toBe(0);
  });

  test("leaves to a person the words of what is new, and how a list goes on", async () => {
    const { err } = await runTool(["descriptions", "lint"], scratch.path);
    const problems = err.trim().split(/\n(?! )/);
    const others = problems.filter((problem) => !/intercom\/(described|exemplified)/.test(problem));
    expect(others).toEqual([]);
    expect(problems.length).toBeGreaterThan(10);
    const places = problems.map((problem) => /specs\/(\S+?):\d+ #\S*\/([^/\s]+)\n/.exec(problem));
    expect(new Set(places.map((place) => place?.[1]))).toEqual(
      new Set(["words/companies.yaml", "words/tags.yaml"]),
    );
    expect(places.map((place) => place?.[2])).toEqual(
      expect.arrayContaining(["web_address", "gadget", "patch"]),
    );
  });

  test("type-checks, and is called", async () => {
    const strict = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--types", "node"];
    await run("typescript/bin/tsc", ...strict, "use.ts");
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(told(request));
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ data: [{ name: "Bells" }] }));
    });
    const env = { ...process.env, BASE_URL: await listen(server) };
    try {
      const printed = await command(
        process.execPath,
        [join(client, "node_modules/tsx/dist/cli.mjs"), "use.ts"],
        {
          cwd: scratch.path,
          env,
        },
      );
      expect(JSON.parse(printed)).toEqual(["Bells"]);
    } finally {
      server.close();
    }
    expect(requests).toEqual([`PATCH /tags/1 ${added}`, `GET /gadgets ${added}`, `GET /teams/1 ${newest}`]);
  });
});

function told({ method, url, headers }: IncomingMessage): string {
  return `${method} ${url} ${String(headers["intercom-version"])}`;
}

/** What a version is made from, and what is made from it. */
function sources(): string[] {
  const written = (folder: string) =>
    readdirSync(join(repository, folder))
      .filter((name) => !["node_modules", "dist", "build", ".turbo"].includes(name))
      .map((name) => `${folder}/${name}`);
  return [...written("specs"), ...written("packages/client")];
}

/** What an install gives: the client's dependencies, with the types packages of this workspace. */
function linkDependencies(scratch: Scratch): void {
  const link = (target: string, file: string) => {
    mkdirSync(dirname(scratch.file(file)), { recursive: true });
    symlinkSync(target, scratch.file(file), "dir");
  };
  const installed = join(repository, "packages/client/node_modules");
  for (const name of readdirSync(installed)) {
    if (name !== "@intercom-openapi") link(join(installed, name), `packages/client/node_modules/${name}`);
  }
  for (const name of readdirSync(scratch.file("packages")).filter((folder) => folder.startsWith("types-"))) {
    for (const home of ["packages/client/node_modules", "node_modules"]) {
      link(scratch.file(`packages/${name}`), `${home}/@intercom-openapi/${name}`);
    }
  }
  link(scratch.file("packages/client"), "node_modules/@intercom-openapi/client");
  link(join(installed, "@types"), "node_modules/@types");
  scratch.write("package.json", { type: "module" });
}
