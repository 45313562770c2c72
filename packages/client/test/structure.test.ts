import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PACKAGE_VERSION } from "../src/generated/package-version.ts";

const root = new URL("..", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), "utf8");
const files = readdirSync(new URL("src", root), { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const manifest = JSON.parse(read("package.json")) as {
  version: string;
  dependencies: Record<string, string>;
};

test.each(files)("src/%s is short and needs no Node", (file) => {
  const source = read(`src/${file}`);
  expect(source.split("\n").length).toBeLessThan(260);
  const imports = [...source.matchAll(/from "([^"]+)"/g)].map(([, from]) => from);
  for (const from of imports) expect(from).toMatch(/^(\.\/|\.\.\/|openapi-fetch$|@intercom-openapi\/types-)/);
  const code = source.replaceAll(/\/\*.*?\*\//gs, "");
  expect(code).not.toMatch(/\bprocess\.|\bBuffer\b|\brequire\(/);
});

test("there is one runtime dependency besides the types", () => {
  const names = Object.keys(manifest.dependencies).filter(
    (name) => !name.startsWith("@intercom-openapi/types-"),
  );
  expect(names).toEqual(["openapi-fetch"]);
});

test("the version in the User-Agent is the package's: pnpm generate writes it", () => {
  expect(PACKAGE_VERSION).toBe(manifest.version);
});

test("the picture in the README has the chain's links in their order, each in the file that it comes from", () => {
  const source = read("src/client.ts");
  const imported = [...source.matchAll(/^import (?:type )?\{([^}]*)\} from "\.\/(.+)\.js";$/gm)];
  const fileOf = new Map(
    imported.flatMap(([, names = "", file]) => names.split(",").map((name) => [name.trim(), `${file}.ts`])),
  );
  // one of them is made for each client; what a call brings along itself is no link of ours
  const made = new Map([...source.matchAll(/const (\w+) = (\w+)\(/g)].map(([, name, from]) => [name, from!]));
  const [, chain = ""] = /^function chain\((.*?)^\}$/ms.exec(source) ?? [];
  const links = [...chain.matchAll(/\b(\w+)\(\s*call\b/g)].flatMap(([, name = ""]) => {
    const file = fileOf.get(name) ?? fileOf.get(made.get(name) ?? "");
    return file ? [[name, file]] : [];
  });
  expect(links.length).toBeGreaterThan(3);

  const picture = /```text\n(.*?)```/s.exec(read("README.md"))?.[1] ?? "";
  const drawn = [...picture.matchAll(/(?:^[^\w{]*(\w+) +|[│}] +)([\w-]+\.ts) /gm)];
  expect(drawn.map(([, name, file]) => [name, file])).toEqual([
    [undefined, "client.ts"],
    ...links,
    [undefined, fileOf.get("answerOf")],
  ]);
});
