import { join } from "node:path";
import { DescriptionError } from "../problem.ts";
import { isMap, pointerKey } from "../ref.ts";
import { readYamlFolder } from "../yaml.ts";

/** A node's words: a text is its description, a map is written as in OpenAPI, only without what is no word. */
export type WordsNode = string | { [key: string]: WordsNode };

/** One file of `specs/words`. */
export interface WordsFile {
  file: string;
  words: {
    info?: WordsNode;
    servers?: Record<string, WordsNode>;
    tags?: Record<string, WordsNode>;
    /** By `METHOD path`. */
    operations?: Record<string, WordsNode>;
    webhooks?: Record<string, WordsNode>;
    /** By name; one entry may be for several, with commas between them. */
    schemas?: Record<string, WordsNode>;
    responses?: Record<string, WordsNode>;
    parameters?: Record<string, WordsNode>;
    headers?: Record<string, WordsNode>;
    securitySchemes?: Record<string, WordsNode>;
    /** What examples refer to with `$like`, by name. */
    objects?: Record<string, unknown>;
  };
}

const KINDS =
  "info servers tags operations webhooks schemas responses parameters headers securitySchemes objects".split(
    " ",
  );

/** @throws {DescriptionError} for what no words are, such as a kind that there is not */
export function readWords(specs: string): WordsFile[] {
  return readYamlFolder<WordsFile["words"] | null>(join(specs, "words")).map(({ file, content }) => {
    const words = content ?? {};
    const problems = Object.entries(words).flatMap(([kind, said]: [string, unknown]) => {
      const pointer = `#/${pointerKey(kind)}`;
      if (!KINDS.includes(kind)) return [{ file, pointer, reason: `Words are of ${KINDS.join(", ")}` }];
      return isMap(said) || kind === "info" ? [] : [{ file, pointer, reason: "A map by names is expected" }];
    });
    if (problems.length > 0) throw new DescriptionError(problems);
    return { file, words };
  });
}
