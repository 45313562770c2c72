import { join } from "node:path";
import type { JsonValue } from "jsonpath-rfc9535";
import type { OpenApiDocument } from "./openapi.ts";
import { applyAction, type Action } from "./overlay.ts";
import { nodeAt, refKeys } from "./ref.ts";
import type { Problem } from "./problem.ts";
import { list, only, shape, SOME_TEXT, TEXT, told, when } from "./shape.ts";
import { readYamlFolder } from "./yaml.ts";
import { inRange, RANGE_SHAPE, type VersionRange } from "./versions.ts";

/** An action of one of the files in `specs/corrections`. */
type Correction = Action & {
  "x-reason": string;
  "x-evidence": string;
  /** The versions that it is for; all, unless it says. */
  "x-versions"?: VersionRange;
};

export interface CorrectionFile {
  file: string;
  corrections: Correction[];
}

const EITHER = "An action has either `update` or `remove`";
const ACTION = {
  ...only(
    { target: SOME_TEXT, "x-reason": SOME_TEXT, "x-evidence": SOME_TEXT },
    {
      update: {},
      remove: told("`remove` is `true` or not there", { const: true }),
      description: TEXT,
      "x-versions": RANGE_SHAPE,
    },
  ),
  ...when(
    { required: ["update"] },
    { properties: { remove: told(EITHER) } },
    told(EITHER, { required: ["remove"] }),
  ),
};
const OVERLAY = shape(only({ actions: list(ACTION) }, { overlay: TEXT, info: {} }));

/**
 * The corrections in the order in which they are applied: that of the files' names.
 *
 * @throws {DescriptionError} for what is no overlay, or an action without its reason or evidence
 */
export function readCorrections(specs: string): CorrectionFile[] {
  return readYamlFolder<{ actions: Correction[] }>(join(specs, "corrections"), OVERLAY).map(
    ({ file, content }) => ({ file, corrections: content.actions }),
  );
}

/**
 * Corrects a version's facts, in place.
 *
 * @returns the corrections that could not be applied to a version that they claim, and so were left out there
 */
export function applyCorrections(document: OpenApiDocument, files: CorrectionFile[]): Problem[] {
  const { version } = document.info;
  return files.flatMap(({ file, corrections }) =>
    corrections.flatMap((correction, index) => {
      const range = correction["x-versions"];
      if (range !== undefined && !inRange(version, range)) return [];
      const why = applyAction(document as unknown as JsonValue, correction);
      const reason = `${version}: ${why}: \`${correction.target}\``;
      return why ? [{ file, pointer: `#/actions/${index}/target`, reason }] : [];
    }),
  );
}

/**
 * The corrections that wrote nodes of a corrected description, by the nodes' pointers. Asked for problems only, of which
 * there are few: the corrections are applied once more, one by one.
 */
export function authorsOf(
  facts: OpenApiDocument,
  files: CorrectionFile[],
  pointers: readonly string[],
): Map<string, { file: string; pointer: string }> {
  const document = structuredClone(facts);
  const authors = new Map<string, { file: string; pointer: string }>();
  const look = () =>
    pointers.map((pointer) => {
      const node = nodeAt(document, refKeys(pointer));
      // what changes inside of an object does not make it another
      return typeof node === "object" ? document : node;
    });
  let before = look();
  if (before.length === 0) return authors;
  for (const { file, corrections } of files) {
    for (const [index, correction] of corrections.entries()) {
      applyCorrections(document, [{ file, corrections: [correction] }]);
      const after = look();
      for (const [at, pointer] of pointers.entries()) {
        if (after[at] !== before[at]) authors.set(pointer, { file, pointer: `#/actions/${index}` });
      }
      before = after;
    }
  }
  return authors;
}
