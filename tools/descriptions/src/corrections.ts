import { join } from "node:path";
import type { JsonValue } from "jsonpath-rfc9535";
import type { OpenApiDocument } from "./openapi.ts";
import { applyAction, type Action } from "./overlay.ts";
import { readYamlFolder } from "./yaml.ts";
import { inRange, type VersionRange } from "./versions.ts";

/** An action of one of the files in `specs/corrections`. */
interface Correction extends Action {
  "x-reason"?: string;
  "x-evidence"?: string;
  /** Of the list of defects. */
  "x-correction"?: string;
  /** The versions that it is for; all, unless it says. */
  "x-versions"?: VersionRange;
}

export interface CorrectionFile {
  file: string;
  corrections: Correction[];
}

/** A correction that could not be applied to a version that it claims, and so was left out there. */
export interface LeftOut {
  file: string;
  pointer: string;
  reason: string;
}

/** The corrections in the order in which they are applied: that of the files' names. */
export function readCorrections(specs: string): CorrectionFile[] {
  return readYamlFolder<{ actions: Correction[] }>(join(specs, "corrections")).map(({ file, content }) => ({
    file,
    corrections: content.actions,
  }));
}

/** Corrects a version's facts, in place. */
export function applyCorrections(document: OpenApiDocument, files: CorrectionFile[]): LeftOut[] {
  const { version } = document.info;
  return files.flatMap(({ file, corrections }) =>
    corrections.flatMap((correction, index) => {
      const range = correction["x-versions"];
      const pointer = `#/actions/${index}`;
      try {
        if (range !== undefined && !inRange(version, String(range))) return [];
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
