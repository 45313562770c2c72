import { dirname, join } from "node:path";
import type { OpenApiDocument } from "../openapi.ts";
import { operationName, operationsOf } from "../operations.ts";
import { nodeAt, pointerKey, refKeys } from "../ref.ts";
import type { WordsFile } from "./words.ts";

/** Where the words for a node of a corrected description are, or belong. */
export function homeOf(
  document: OpenApiDocument,
  files: WordsFile[],
  pointer: string,
): { file: string; pointer: string } | undefined {
  const keys = refKeys(pointer);
  const [kind, name, rest] = placeOf(document, keys);
  for (const { file, words } of files) {
    const entries = Object.keys((words as Record<string, object | undefined>)[kind] ?? {});
    const entry = entries.find((key) => key.split(/,\s*/).includes(name) || key === name);
    if (entry !== undefined)
      return { file, pointer: `#/${[kind, entry, ...rest].map(pointerKey).join("/")}` };
  }
  const tag = kind === "tags" ? name : tagOf(document, kind, name);
  const sibling = files.find(({ words }) => tag !== undefined && words.tags?.[tag] !== undefined);
  if (sibling) return { file: sibling.file, pointer: `#/${kind}` };
  // a new subject gets a file of its own
  const [first] = files;
  return (
    first && { file: join(dirname(first.file), `${subjectOf(tag ?? "shared")}.yaml`), pointer: `#/${kind}` }
  );
}

/** The kind, the entry and the keys inside it, as the words are written. */
function placeOf(document: OpenApiDocument, keys: string[]): [string, string, string[]] {
  const [root = "", second = "", third = "", ...rest] = keys;
  if (root === "components") return [second, third, rest];
  if (root === "paths")
    return ["operations", `${third.toUpperCase()} ${second}`, inWords(document, keys, rest)];
  if (root === "webhooks") return [root, second, rest];
  const list = (document as unknown as Record<string, { name?: string; url?: string }[]>)[root];
  const item = Array.isArray(list) ? list[Number(second)] : undefined;
  return [root, item?.name ?? item?.url ?? second, []];
}

/** A body's JSON stands right beside its description, and a parameter goes by its name. */
function inWords(document: OpenApiDocument, keys: string[], rest: string[]): string[] {
  const [first, index] = rest;
  if (first === "parameters") {
    const parameter = nodeAt(document, keys.slice(0, 5)) as { name?: string } | undefined;
    return [first, parameter?.name ?? index ?? ""];
  }
  const content = rest.indexOf("content");
  return content < 0
    ? rest
    : [...rest.slice(0, content), ...rest.slice(content + 2).filter((key) => key !== "schema")];
}

/** The tag of the operation, or of the first that uses the component. */
function tagOf(document: OpenApiDocument, kind: string, name: string): string | undefined {
  const operations = operationsOf(document);
  if (kind === "operations") {
    return operations.find((entry) => operationName(entry) === name)?.operation.tags?.[0];
  }
  const reached = (node: unknown, seen: Set<string>): boolean =>
    [...JSON.stringify(node ?? null).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)].some(
      ([, in_ = "", other = ""]) => {
        if (in_ === kind && other === name) return true;
        if (seen.has(`${in_}/${other}`)) return false;
        seen.add(`${in_}/${other}`);
        return reached(nodeAt(document, ["components", in_, other]), seen);
      },
    );
  return operations.find(({ operation }) => reached(operation, new Set()))?.operation.tags?.[0];
}

function subjectOf(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
