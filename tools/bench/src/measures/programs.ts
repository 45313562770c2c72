import type { Prepared } from "../contenders.ts";
import { clientExports } from "../prepare/ours.ts";

/** A set of fixtures that is compiled together. */
export interface Program {
  /** The part of keys. */
  id: string;
  label: string;
  files: string[];
  /** A program whose count is taken off, so that what is left is what was added to it. */
  base?: Program;
}

export const CALLS: Program = { id: "calls", label: "20 calls", files: ["calls.ts"] };

export const WRONG_PATH: Program = {
  id: "wrong-path",
  label: "added by a wrong path",
  files: ["calls.ts", "wrong-path.ts"],
  base: CALLS,
};

const TWO_VERSIONS: Program = {
  id: "two-versions",
  label: "20 calls, two versions, helpers",
  files: ["calls.ts", "two-versions.ts"],
};

const EVERYTHING: Program = {
  id: "everything",
  label: "20 calls, two versions, helpers, unwrap, paginate",
  files: [...TWO_VERSIONS.files, "unwrap-paginate.ts"],
};

/** What only our client is measured with, and what of it cannot be compiled yet. */
export async function ownPrograms(ours: Prepared): Promise<{ programs: Program[]; missing: Program[] }> {
  const complete = await clientExports(ours, "unwrap", "paginate");
  return complete
    ? { programs: [TWO_VERSIONS, EVERYTHING], missing: [] }
    : { programs: [TWO_VERSIONS], missing: [EVERYTHING] };
}

export function countKey(compiler: string, program: Program, figure: string): string {
  return `types.${compiler}.${program.id}.${figure}`;
}
