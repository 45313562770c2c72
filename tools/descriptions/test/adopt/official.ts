import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { rewriteYaml } from "../../src/adopt/rewrite.ts";
import type { OpenApiDocument, Schema } from "../../src/openapi.ts";
import { filesOf } from "../../src/read.ts";

/** What stands for every sentence of theirs. */
export const THEIR_WORDS = "Words that somebody else has written.";

/** One of our descriptions as Intercom would publish it: the same facts, in other words, some in those of 3.0. */
export function officialOf(ours: OpenApiDocument): OpenApiDocument {
  return reworded(structuredClone(ours)) as OpenApiDocument;
}

const VALUES = new Set(["default", "enum", "const", "security"]);
const NAMED = new Set(["properties", "schemas", "paths", "responses", "content", "securitySchemes"]);

function reworded(node: unknown, named = false): unknown {
  if (Array.isArray(node)) return node.map((item) => reworded(item));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
    if (named) return [[key, reworded(value)]];
    if (["examples", "example"].includes(key)) return [[key, { theirs: { value: THEIR_WORDS } }]];
    if (["description", "summary", "title"].includes(key)) return [[key, THEIR_WORDS]];
    if (key === "x-published-ref") return [["$ref", value]];
    if (key.startsWith("x-") || VALUES.has(key)) return [[key, value]];
    return [[key, reworded(value, NAMED.has(key))]];
  });
  return in30({
    ...Object.fromEntries(entries),
    ...(!named && entries.length > 0 && { "x-theirs": THEIR_WORDS }),
  });
}

/** `nullable` for a list of a type and null. */
function in30(node: Record<string, unknown>): unknown {
  const { type } = node as Schema;
  if (!Array.isArray(type) || type.length !== 2 || type[1] !== "null") return node;
  return { ...node, type: type[0], nullable: true };
}

/** The text of our description of 2.12 with some of its paths only, so that a test takes no second. */
export function excerpt(...beginnings: string[]): string {
  const text = readFileSync(filesOf("2.12").description, "utf8");
  const whole = load(text) as OpenApiDocument;
  const paths = Object.fromEntries(
    Object.entries(whole.paths).filter(([path]) =>
      beginnings.some((beginning) => path.startsWith(beginning)),
    ),
  );
  const used = new Set<string>();
  const collect = (node: unknown): void => {
    for (const [, name = ""] of JSON.stringify(node).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      collect(whole.components.schemas[name]);
    }
  };
  collect(paths);
  const schemas = Object.fromEntries(
    Object.entries(whole.components.schemas).filter(([name]) => used.has(name)),
  );
  return rewriteYaml(text, whole, { ...whole, paths, components: { ...whole.components, schemas } });
}
