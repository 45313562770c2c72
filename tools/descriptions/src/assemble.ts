import type { OpenApiDocument } from "./openapi.ts";
import { operationsOf } from "./operations.ts";
import { applyCorrections, type CorrectionFile } from "./corrections.ts";
import { applyWords, type AppliedWords } from "./words/apply-words.ts";
import { DescriptionError, type Problem } from "./problem.ts";
import { brokenReferences, misshapen } from "./sound.ts";
import type { WordsFile } from "./words/words.ts";

/** What all versions are corrected with and described by. */
export interface Layers {
  corrections: CorrectionFile[];
  words: WordsFile[];
}

export interface Assembled {
  corrected: OpenApiDocument;
  /** The corrections that claim the version and do not fit it. */
  leftOut: Problem[];
  words: AppliedWords;
}

/**
 * The corrected description of one version: its facts, then the corrections, then the words.
 *
 * @param file of the facts
 * @throws {DescriptionError} when the corrections leave no description
 */
export function assemble(facts: OpenApiDocument, { corrections, words }: Layers, file: string): Assembled {
  const corrected = structuredClone(facts);
  const leftOut = applyCorrections(corrected, corrections);
  const misfits = misshapen(corrected);
  if (misfits.length === 0) misfits.push(...brokenReferences(corrected));
  if (corrected.info?.version !== facts.info.version)
    misfits.push({ pointer: "#/info", reason: `The version is not ${facts.info.version}` });
  if (misfits.length > 0) {
    throw new DescriptionError(
      misfits.map(({ pointer, reason }) => ({ file, pointer, reason: `${reason}, once corrected` })),
    );
  }
  const applied = applyWords(corrected, words);
  for (const { operation } of operationsOf(corrected)) {
    // an answer without the key is no OpenAPI; `lint` names the empty one
    for (const answer of Object.values(operation.responses))
      if (!("$ref" in answer)) answer.description ??= "";
  }
  return { corrected, leftOut, words: applied };
}
