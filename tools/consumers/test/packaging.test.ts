import { SourceMap, type SourceMapPayload } from "node:module";
import { posix } from "node:path";
import { apiVersions, typesPackage } from "@intercom-openapi/descriptions";
import type { Exports } from "@intercom-openapi/support";
import { describe, expect, inject, test } from "vitest";
import { readTarballs } from "../src/support/packed.ts";
import { publintProblems, typesProblems } from "../src/support/typings-problems.ts";

const versions = apiVersions();
const TYPES = versions.map((version) => `@intercom-openapi/${typesPackage(version)}`);
const OTHERS = ["client", "local-intercom", "specs"].map((name) => `@intercom-openapi/${name}`);
const NAMES = [...TYPES, ...OTHERS];
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
    const targets = targetsOf(manifest.exports ?? {});
    expect(targets).not.toEqual([]);
    const olderOnes = [manifest.main, manifest.types].filter((target) => target !== undefined);
    for (const target of [...targets, ...olderOnes]) {
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

test.each(TYPES)("%s has nothing that runs", (name) => {
  const { manifest, read } = packages.get(name)!;
  expect(manifest.dependencies).toBeUndefined();
  const exported = [...read("index.d.ts").matchAll(/^(?:export )?(?:declare )?(?:default )?(\w+)/gm)];
  expect(new Set(exported.map(([, keyword]) => keyword))).toEqual(new Set(["interface", "type"]));
});

test("the client needs openapi-fetch and the types, nothing else", () => {
  expect(Object.keys(packages.get("@intercom-openapi/client")?.manifest.dependencies ?? {})).toEqual([
    ...TYPES.toSorted(),
    "openapi-fetch",
  ]);
});

test("every version's description is published", () => {
  const { files } = packages.get("@intercom-openapi/specs")!;
  expect(files).toEqual(expect.arrayContaining(versions.map((version) => `dist/${version}.json`)));
});

test("each entry of the client is one file of code a format, and has its declarations in one", () => {
  const { manifest, files, read } = packages.get("@intercom-openapi/client")!;
  const names = Object.entries(manifest.exports ?? {})
    .filter(([, target]) => typeof target === "object" && "import" in target)
    .map(([name]) => (name === "." ? "index" : name.slice("./".length)));
  const endings = [".cjs", ".cjs.map", ".d.cts", ".d.ts", ".js", ".js.map"];
  const built = names.flatMap((name) => endings.map((ending) => `dist/${name}${ending}`));
  // and the types of what it needs, for declarations that a user has made
  const needed = Object.keys(manifest.dependencies ?? {}).map((name) => `dist/${posix.basename(name)}.d.cts`);
  expect(files.filter((file) => file.startsWith("dist/"))).toEqual([...built, ...needed].toSorted());
  // a program of ES modules and CommonJS has one set of types
  for (const name of names) expect(read(`dist/${name}.d.ts`)).toBe(`export * from "./${name}.cjs";\n`);
});

test("what does not read exports, such as Parcel, finds each entry of the client by its folder", () => {
  const { manifest, read } = packages.get("@intercom-openapi/client")!;
  const entries = Object.entries(manifest.exports ?? {}).filter(([, target]) => "require" in Object(target));
  expect(entries.length).toBeGreaterThan(1);
  for (const [name, target] of entries) {
    const { main, types } = JSON.parse(read(posix.join(name, "package.json"))) as typeof manifest;
    const [code, declarations] = [main, types].map((file) => `./${posix.join(name, file ?? "")}`);
    expect(target).toMatchObject({ require: { types: declarations, default: code } });
  }
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
  const built = files.filter((file) => /\.c?js$/.test(file));
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

function targetsOf(entry: Exports): string[] {
  return typeof entry === "string" ? [entry] : Object.values(entry).flatMap(targetsOf);
}

function directoryOf(name: string): string {
  return name.endsWith("/specs") ? "specs" : name.replace("@intercom-openapi", "packages");
}

function contentOf(name: string): RegExp {
  if (name.endsWith("/client")) return /^(dist\/[\w.-]+\.(c?js|c?js\.map|d\.c?ts)|\w+\/package\.json)$/;
  if (name.endsWith("/local-intercom")) return /^dist\/(cli\.js|index\.(c?js|c?js\.map|d\.c?ts))$/;
  return name.endsWith("/specs") ? /^dist\/[\w.]+\.json$/ : /^index\.d\.ts$/;
}
