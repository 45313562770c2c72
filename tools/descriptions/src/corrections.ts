import { join } from "node:path";
import type { JsonValue } from "jsonpath-rfc9535";
import type { OpenApiDocument } from "./openapi.ts";
import { applyAction, type Action } from "./overlay.ts";
import { isMap, pointerKey } from "./ref.ts";
import { DescriptionError, type Problem } from "./problem.ts";
import { readYamlFolder } from "./yaml.ts";
import { inRange, type VersionRange } from "./versions.ts";

/** An action of one of the files in `specs/corrections`. */
type Correction = Action & {
  "x-reason"?: string;
  "x-evidence"?: string;
  /** The versions that it is for; all, unless it says. */
  "x-versions"?: VersionRange;
};

export interface CorrectionFile {
  file: string;
  corrections: Correction[];
}

const KEYS = new Set("target description update remove x-reason x-evidence x-versions".split(" "));

/**
 * The corrections in the order in which they are applied: that of the files' names.
 *
 * @throws {DescriptionError} for a file that is no overlay
 */
export function readCorrections(specs: string): CorrectionFile[] {
  return readYamlFolder<{ actions?: Correction[] } | null>(join(specs, "corrections")).map(
    ({ file, content }) => {
      const corrections = content?.actions;
      if (Array.isArray(corrections)) return { file, corrections };
      const reason = "An overlay has a list of `actions`.";
      throw new DescriptionError([{ file, pointer: "#/", reason }]);
    },
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
      const pointer = `#/actions/${index}`;
      const misspelt = malformed(correction);
      if (misspelt) return [{ file, pointer: pointer + misspelt.at, reason: misspelt.reason }];
      const range = correction["x-versions"];
      try {
        if (range !== undefined && !inRange(version, range)) return [];
      } catch (error) {
        return [{ file, pointer: `${pointer}/x-versions`, reason: (error as Error).message }];
      }
      const reason = applyAction(document as unknown as JsonValue, correction);
      return reason
        ? [{ file, pointer: `${pointer}/target`, reason: `${version}: ${reason}: \`${correction.target}\`` }]
        : [];
    }),
  );
}

/** What is wrong with an action itself, whatever the version. */
function malformed(action: unknown): { at: string; reason: string } | undefined {
  if (!isMap(action)) return { at: "", reason: "An action is a map" };
  // `x-version` would be for all of them
  const unknown = Object.keys(action).find((key) => !KEYS.has(key));
  if (unknown) return { at: `/${pointerKey(unknown)}`, reason: `There is no \`${unknown}\` in an action` };
  const { target, update, remove } = action as Partial<Action>;
  if (typeof target !== "string") return { at: "", reason: "An action has a `target`, which is a text" };
  if (remove !== undefined && remove !== true)
    return { at: "/remove", reason: "`remove` is `true` or not there" };
  return (remove === undefined) === (update === undefined)
    ? { at: "", reason: "An action has either `update` or `remove`" }
    : undefined;
}
