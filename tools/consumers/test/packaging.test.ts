import { SourceMap, type SourceMapPayload } from "node:module";
import { posix } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { readTarballs } from "../src/support/packed.ts";
import { publintProblems, typesProblems } from "../src/support/typings-problems.ts";

const NAMES = ["client", "local-intercom", "types-2.11", "types-2.12", "specs"].map(
  (name) => `@intercom-openapi/${name}`,
);
const packages = new Map(readTarballs(inject("tarballs")).map((packed) => [packed.name, packed]));

test("every public package of the workspace is packed", () => {
  expect([...packages.keys()].toSorted()).toEqual(NAMES.toSorted());
});

describe.each(NAMES)("%s", (name) => {
  const packed = () => packages.get(name)!;

  test("publint finds nothing", async () => {
    expect(await publintProblems(packed())).toEqual([]);
  });

  test("its types resolve everywhere", async () => {
    expect(await typesProblems(packed())).toEqual(name.endsWith("/specs") ? "no types" : []);
  });

  test("the tarball holds what a user needs, and nothing else", () => {
    const { files } = packed();
    const needed = ["LICENSE", "package.json"];
    expect(files).toEqual(expect.arrayContaining(needed));
    const others = files.filter((file) => ![...needed, "README.md"].includes(file));
    expect(others.filter((file) => !contentOf(name).test(file))).toEqual([]);
    expect(others).not.toEqual([]);
  });

  test("the manifest says what the package is", () => {
    const { manifest } = packed();
    expect(manifest).toMatchObject({
      license: "MIT",
      sideEffects: false,
      engines: { node: ">=20.19" },
      repository: {
        url: "git+https://github.com/intercom-openapi/intercom-openapi.git",
        directory: directoryOf(name),
      },
      publishConfig: { access: "public", provenance: true },
    });
    expect(manifest.files).toBeDefined();
    expect(Object.values(manifest.dependencies ?? {}).join(" ")).not.toMatch(
      /workspace:|catalog:|file:|link:/,
    );
    const hooks = new Set(["preinstall", "install", "postinstall", "prepare"]);
    expect(Object.keys(manifest.scripts ?? {}).filter((script) => hooks.has(script))).toEqual([]);
  });

  test("every entry of exports leads to a file", () => {
    const { manifest, files } = packed();
    const targets = Object.values(manifest.exports ?? {}).flatMap((entry) =>
      typeof entry === "string" ? [entry] : Object.values(entry),
    );
    expect(targets).not.toEqual([]);
    for (const target of [...targets, ...(manifest.types ? [manifest.types] : [])]) {
      const pattern = posix.normalize(target).replaceAll(".", "\\.").replaceAll("*", "[^/]+");
      expect(files).toContainEqual(expect.stringMatching(new RegExp(`^${pattern}$`)));
    }
  });
});

test("every package has a README that names it", () => {
  const lacking = [...packages.values()].filter(
    ({ name, files, read }) => !files.includes("README.md") || !read("README.md").includes(name),
  );
  expect(lacking.map(({ name }) => name)).toEqual([]);
});

test.each(["2.11", "2.12"])("the types of %s have nothing that runs", (version) => {
  const { manifest, read } = packages.get(`@intercom-openapi/types-${version}`)!;
  expect(manifest.dependencies).toBeUndefined();
  const exported = [...read("index.d.ts").matchAll(/^(?:export )?(?:declare )?(?:default )?(\w+)/gm)];
  expect(new Set(exported.map(([, keyword]) => keyword))).toEqual(new Set(["interface", "type"]));
});

test("the client needs openapi-fetch and the types, nothing else", () => {
  expect(Object.keys(packages.get("@intercom-openapi/client")?.manifest.dependencies ?? {})).toEqual([
    "@intercom-openapi/types-2.11",
    "@intercom-openapi/types-2.12",
    "openapi-fetch",
  ]);
});

test("the local Intercom needs the descriptions and little else", () => {
  expect(Object.keys(packages.get("@intercom-openapi/local-intercom")?.manifest.dependencies ?? {})).toEqual([
    "@intercom-openapi/specs",
    "ajv",
    "ajv-formats",
    "find-my-way",
  ]);
});

test("the client's source maps carry their sources", () => {
  const { files, read } = packages.get("@intercom-openapi/client")!;
  const built = files.filter((file) => file.endsWith(".js"));
  expect(built).not.toEqual([]);
  for (const file of built) {
    const [, name] = /^\/\/# sourceMappingURL=(.+)$/m.exec(read(file)) ?? [];
    expect(name, `${file} names its map`).toBeDefined();
    const map = posix.join(posix.dirname(file), name!);
    const payload = JSON.parse(read(map)) as SourceMapPayload;
    expect(payload.sourcesContent).toHaveLength(payload.sources.length);
    expect(payload.sourcesContent.every((content) => content.length > 0)).toBe(true);
    expect(() => new SourceMap(payload).findEntry(0, 0)).not.toThrow();
  }
});

function directoryOf(name: string): string {
  return name.endsWith("/specs") ? "specs" : name.replace("@intercom-openapi", "packages");
}

function contentOf(name: string): RegExp {
  if (name.endsWith("/client")) return /^dist\/[\w/-]+\.(js|js\.map|d\.ts)$/;
  if (name.endsWith("/local-intercom")) return /^dist\/(cli\.js|index\.(c?js|c?js\.map|d\.c?ts))$/;
  return name.endsWith("/specs") ? /^dist\/\d+\.\d+\.json$/ : /^index\.d\.ts$/;
}
