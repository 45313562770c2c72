import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiVersions, readDescription, type OpenApiDocument } from "@intercom-openapi/descriptions";
import { finish, repository, Scratch } from "@intercom-openapi/support";
import { check, resolveConfig } from "prettier";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../src/run.ts";

/** What the generator reads of a repository. */
const READ = ["LICENSE", "README.md", "packages/client/package.json", "tools/docs/package.json"];
const versions = apiVersions();
const [oldest, newest] = [versions[0]!, versions.at(-1)!];
/** Lists, one of them new in a version, something to write and something without an answer. */
const PATHS = ["/admins", "/tags", "/ticket_states", "/tags/{tag_id}", "/export/content/data"];
const typesOf = (version: string) => `packages/types-${version}/index.d.ts`;

const scratches: Scratch[] = [];
let pristine: string;

beforeAll(async () => {
  const layers = ["10-admins", "26-tags", "90-tools"].map((name) => `corrections/${name}.yaml`);
  pristine = copyOf([...READ, ...["words", ...layers].map((name) => `specs/${name}`)], repository);
  for (const version of versions) addVersion(pristine, version, partOf(readDescription(version).published));
  await runIn(pristine);
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(() => {
  for (const scratch of scratches) scratch.remove();
});

test("--check is content with a fresh output", async () => {
  const { code, out } = await runIn(pristine, "--check");
  expect(code).toBe(0);
  expect(out).toContain("up to date");
});

test("--check names the file that changed words make stale, and writes nothing", async () => {
  const root = copyOf(["."], pristine);
  const words = join(root, "specs/words/admins.yaml");
  writeFileSync(
    words,
    readFileSync(words, "utf8").replace(
      "summary: List admins",
      `summary: { "<${newest}": List admins, "${newest}": List all admins }`,
    ),
  );
  const before = readFileSync(join(root, typesOf(newest)));
  const { code, err } = await runIn(root, "--check");
  expect(code).toBe(1);
  expect(err).toContain(typesOf(newest));
  expect(err).not.toContain(typesOf(oldest));
  expect(readFileSync(join(root, typesOf(newest)))).toEqual(before);
});

test("--check names every file that was edited by hand, that lacks a version, or that nothing generates", async () => {
  const root = copyOf(["."], pristine);
  const edited = [
    typesOf(oldest),
    `packages/types-${newest}/README.md`,
    "packages/client/src/generated/error-code.ts",
    "packages/client/docs/moving-from-intercom-client.md",
    `packages/client/docs/migrating-${versions.at(-2)}-to-${newest}.md`,
  ];
  for (const file of edited) appendFileSync(join(root, file), "\n");
  const lists = {
    "packages/client/package.json": `    "@intercom-openapi/types-${oldest}": "workspace:^",\n`,
    "tools/docs/package.json": `    "@intercom-openapi/types-${newest}": "workspace:*",\n`,
    "README.md": `[\`@intercom-openapi/types-${newest}\`](packages/types-${newest})`,
  };
  for (const [file, named] of Object.entries(lists)) {
    const content = readFileSync(join(root, file), "utf8");
    expect(content).toContain(named);
    writeFileSync(join(root, file), content.replace(named, ""));
  }
  const orphans = [
    "packages/client/src/generated/old.ts",
    `packages/client/docs/migrating-1.0-to-${oldest}.md`,
  ];
  for (const file of orphans) writeFileSync(join(root, file), "");
  const { code, err } = await runIn(root, "--check");
  expect(code).toBe(1);
  const stale = [...edited, ...Object.keys(lists), ...orphans].toSorted();
  expect(err.split("\n").slice(1)).toEqual(stale.map((file) => `  ${file}`));
});

test("what is written by hand in a manifest or in the first page stays", async () => {
  const root = copyOf(["."], pristine);
  const manifest = join(root, "packages/client/package.json");
  const page = join(root, "README.md");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/"license": "[^"]+"/, '"license": "ISC"'));
  writeFileSync(
    page,
    readFileSync(page, "utf8").replace("## Versions\n", "## Versions\n\nThese there are.\n"),
  );
  expect((await runIn(root, "--check")).code).toBe(0);
});

test("a first page that has lost the place of the versions is an error, and nothing is written", async () => {
  const root = copyOf(["."], pristine);
  writeFileSync(join(root, "README.md"), "# Nothing\n");
  rmSync(join(root, typesOf(newest)));
  const { code, err } = await runIn(root);
  expect(code).toBe(1);
  expect(err).toContain("README.md has lost the comments around the table of versions");
  expect(existsSync(join(root, typesOf(newest)))).toBe(false);
});

test("a broken description gives file, line, pointer and reason, and leaves the old output untouched", async () => {
  const root = copyOf(["."], pristine);
  const description = join(root, `specs/${newest}/openapi.yaml`);
  const broken = readFileSync(description, "utf8").replace('schemas/admin_list"', 'schemas/admin_lisst"');
  // that of the brace before it
  const line = broken.split("\n").findIndex((text) => text.includes("admin_lisst"));
  writeFileSync(description, broken);
  const before = readFileSync(join(root, typesOf(newest)));
  const { code, err } = await runIn(root);
  expect(code).toBe(1);
  expect(err).toContain(`specs/${newest}/openapi.yaml:${line} #/paths/~1admins/get/responses/200`);
  expect(err).toContain("resolve $ref");
  expect(readFileSync(join(root, typesOf(newest)))).toEqual(before);
});

test("the bundle that pnpm generate runs holds validation too", async () => {
  const root = copyOf(["."], pristine);
  const action =
    "\n  - { target: $.components.schemas.admin.properties, update: { odd: { type: whatever } }, x-reason: A, x-evidence: B }\n";
  appendFileSync(join(root, "specs/corrections/90-tools.yaml"), action);
  const command = join(repository, "tools/codegen/generate.mjs");
  const { code, stderr } = await finish(process.execPath, [command, "--root", root]);
  expect(stderr).toContain("#/components/schemas/admin/properties/odd/type");
  expect(code).toBe(1);
});

test("a types package keeps the version that a release gave it", async () => {
  const root = copyOf(["."], pristine);
  const manifest = join(root, `packages/types-${newest}/package.json`);
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/"version": "[^"]+"/, '"version": "3.1.4"'));
  expect((await runIn(root, "--check")).code).toBe(0);
});

test("a types package that lost its files gets them again", async () => {
  const root = copyOf(["."], pristine);
  const manifest = join(root, `packages/types-${newest}/package.json`);
  const before = readFileSync(manifest);
  rmSync(manifest);
  expect((await runIn(root)).code).toBe(0);
  expect(readFileSync(manifest)).toEqual(before);
});

test("an unknown option is refused with the usage", async () => {
  const { code, err } = await runIn(pristine, "--chek");
  expect(code).toBe(1);
  expect(err).toContain("--chek");
  expect(err).toContain("Usage: pnpm generate");
});

describe("one version more is one folder more", () => {
  const added = newest.replace(/\d*$/, (minor) => String(Number(minor) + 1));
  let root: string;
  let generated: Awaited<ReturnType<typeof runIn>>;
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const manifest = <T>(file: string) => JSON.parse(read(file)) as T;

  beforeAll(async () => {
    root = copyOf(["."], pristine);
    addVersion(root, added, partOf(readDescription(newest).published));
    generated = await runIn(root);
  });

  test("nothing is to be done by hand", () => {
    expect(generated).toMatchObject({ code: 0, err: "" });
  });

  test("it has a types package, made from its description", () => {
    expect(manifest(`packages/types-${added}/package.json`)).toMatchObject({
      name: `@intercom-openapi/types-${added}`,
      version: "0.0.0",
      repository: { directory: `packages/types-${added}` },
      intercom: { apiVersion: added },
    });
    expect(read(typesOf(added))).toBe(read(typesOf(newest)).replaceAll(newest, added));
    expect(read(`packages/types-${added}/README.md`)).toBe(
      read(`packages/types-${newest}/README.md`).replaceAll(newest, added),
    );
    expect(read(`packages/types-${added}/LICENSE`)).toBe(read("LICENSE"));
  });

  test("the client depends on its types, and so do the docs", () => {
    const name = `@intercom-openapi/types-${added}`;
    expect(manifest("packages/client/package.json")).toMatchObject({
      dependencies: { [name]: "workspace:^" },
    });
    expect(manifest("tools/docs/package.json")).toMatchObject({ devDependencies: { [name]: "workspace:*" } });
  });

  test("the client knows it", () => {
    const known = [...versions, added];
    const source = read("packages/client/src/generated/versions.ts");
    expect(source).toContain(`= [${known.map((version) => `"${version}"`).join(", ")}];`);
    expect(source).toContain(`from "@intercom-openapi/types-${added}";`);
    expect(source).toContain(`  "${added}": {\n    endpoints: `);
  });

  test("its guide begins where the one before it ends, and the first page leads to it", () => {
    const guide = `packages/client/docs/migrating-${newest}-to-${added}.md`;
    expect(read(guide)).toContain(`# Moving from ${newest} to ${added}`);
    expect(existsSync(join(root, `packages/client/docs/migrating-${versions.at(-2)}-to-${newest}.md`))).toBe(
      true,
    );
    expect(read("README.md")).toContain(`[from ${newest}](${guide})`);
    expect(read("README.md")).toContain(`(packages/types-${added})`);
    const moving = read("packages/client/docs/moving-from-intercom-client.md");
    expect(moving).toContain(`createIntercomClient({ version: "${added}"`);
    expect(moving).toContain(`| ${versions.slice(1).concat(added).join(", ")} only `);
  });

  test("the pages are formatted as those that people write", async () => {
    const pages = [
      "README.md",
      "packages/client/package.json",
      "packages/client/docs/moving-from-intercom-client.md",
      `packages/client/docs/migrating-${newest}-to-${added}.md`,
    ];
    for (const page of pages) {
      const config = await resolveConfig(join(repository, page));
      expect(await check(read(page), { ...config, filepath: page }), page).toBe(true);
    }
  });

  test("nothing else changes for the versions that were there", async () => {
    const { out } = await runIn(root, "--check");
    expect(out).toContain("up to date");
    for (const version of versions) {
      for (const file of ["index.d.ts", "package.json", "README.md"]) {
        const path = `packages/types-${version}/${file}`;
        expect(read(path)).toBe(readFileSync(join(pristine, path), "utf8"));
      }
    }
  });

  test("when it goes, all that was made from it goes", async () => {
    rmSync(join(root, "specs", added), { recursive: true });
    const { code, err } = await runIn(root, "--check");
    expect(code).toBe(1);
    expect(err).toContain(typesOf(added));
    await runIn(root);
    for (const file of [typesOf(added), `packages/client/docs/migrating-${newest}-to-${added}.md`]) {
      expect(existsSync(join(root, file)), file).toBe(false);
    }
    for (const file of [...READ, "packages/client/src/generated/versions.ts"]) {
      expect(read(file)).toBe(readFileSync(join(pristine, file), "utf8"));
    }
  });
});

/** As little of the facts as the tests are about. The whole of them is what `pnpm generate --check` is run for. */
function partOf(facts: OpenApiDocument): OpenApiDocument {
  const paths = Object.fromEntries(
    PATHS.flatMap((path) => (facts.paths[path] ? [[path, facts.paths[path]]] : [])),
  );
  const schemas: OpenApiDocument["components"]["schemas"] = {};
  const keep = (node: unknown) => {
    for (const [, name = ""] of JSON.stringify(node).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      const schema = facts.components.schemas[name];
      if (!schema || name in schemas) continue;
      schemas[name] = schema;
      keep(schema);
    }
  };
  keep(paths);
  return { ...facts, paths, components: { ...facts.components, schemas } };
}

/** A version of these facts, which is of another maybe. JSON is YAML too. */
function addVersion(root: string, version: string, facts: OpenApiDocument): void {
  mkdirSync(join(root, "specs", version));
  const text = JSON.stringify(facts, null, 2).replaceAll(`"${facts.info.version}"`, `"${version}"`);
  writeFileSync(join(root, "specs", version, "openapi.yaml"), text);
}

function copyOf(paths: string[], from: string): string {
  const scratch = new Scratch();
  scratches.push(scratch);
  for (const path of paths) cpSync(join(from, path), scratch.file(path), { recursive: true });
  return scratch.path;
}

async function runIn(root: string, ...args: string[]) {
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  // what does not fit a part of the facts is left out, and that is said
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const code = await run(["--root", root, ...args]);
  return { code, out: out.mock.calls.join("\n"), err: err.mock.calls.join("\n") };
}
