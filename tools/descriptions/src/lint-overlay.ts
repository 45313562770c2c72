import { relative } from "node:path";
import { lineOf, type Problem } from "./problem.ts";
import type { Description } from "./read.ts";

/** Every correction says why it is made and what proves it. */
export async function lintOverlay({ overlay, files }: Description): Promise<Problem[]> {
  const missing = overlay.actions.flatMap((action, index) =>
    ["x-reason", "x-evidence"]
      .filter((key) => !(action as unknown as Record<string, unknown>)[key])
      .map((key) => ({
        pointer: `#/actions/${index}`,
        reason: `The action has no \`${key}\`. (overlay-evidence)`,
      })),
  );
  return Promise.all(
    missing.map(async ({ pointer, reason }) => ({
      file: relative(process.cwd(), files.overlay),
      line: await lineOf(files.overlay, pointer),
      pointer,
      reason,
    })),
  );
}
