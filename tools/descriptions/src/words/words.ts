import { join } from "node:path";
import { object, only, shape } from "../shape.ts";
import { readYamlFolder } from "../yaml.ts";

/** A node's words: a text is its description, a map is written as in OpenAPI, only without what is no word. */
export type WordsNode = string | { [key: string]: WordsNode };

/** What there are words for by name: an operation by `METHOD path`; a component's may be for several, with commas. */
export const NAMED_KINDS = [
  "servers",
  "tags",
  "operations",
  "webhooks",
  "schemas",
  "responses",
  "parameters",
  "headers",
  "securitySchemes",
] as const;

export type NamedKind = (typeof NAMED_KINDS)[number];

/** One file of `specs/words`. */
export interface WordsFile {
  file: string;
  words: { [Kind in NamedKind]?: Record<string, WordsNode> } & {
    info?: WordsNode;
    /** What examples refer to with `$like`, by name. */
    objects?: Record<string, unknown>;
  };
}

const NAMED = Object.fromEntries([...NAMED_KINDS, "objects"].map((kind) => [kind, object({})]));
const WORDS = shape(only({}, { info: {}, ...NAMED }));

/** @throws {DescriptionError} for what no words are, such as a kind that there is not */
export function readWords(specs: string): WordsFile[] {
  return readYamlFolder<WordsFile["words"]>(join(specs, "words"), WORDS).map(({ file, content }) => ({
    file,
    words: content,
  }));
}
