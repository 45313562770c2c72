import type { Document } from "@redocly/openapi-core";
import { fromRedocly, type Problem } from "./problem.ts";

/** Every correction says why it is made and what proves it. */
export function lintOverlay(overlay: Document): Problem[] {
  const { actions } = overlay.parsed as { actions: Record<string, unknown>[] };
  return actions.flatMap((action, index) =>
    ["x-reason", "x-evidence"]
      .filter((key) => typeof action[key] !== "string" || action[key] === "")
      .map((key) =>
        fromRedocly({
          message: `The action has no \`${key}\`. (overlay-evidence)`,
          ruleId: "overlay-evidence",
          severity: "error",
          location: [{ source: overlay.source, pointer: `#/actions/${index}`, reportOnKey: false }],
          suggest: [],
        }),
      ),
  );
}
