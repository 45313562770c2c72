import { command } from "@intercom-openapi/support";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import { bunPackage, denoPackage, nodePackage } from "../support/tools.ts";
import { walkWith, type Context } from "./context.ts";

const NODES = ["20", "22", "24", "26"] as const;

/** It may talk to 127.0.0.1, and read neither files nor the environment. */
const DENO = ["run", "--no-prompt", "--allow-net=127.0.0.1", "--node-modules-dir=manual"];

/** The installed client in every Node that is supported, in Bun and in Deno. */
export function engineChecks(context: Context): Check[] {
  const { project, env } = context;

  async function walked(program: string, ...args: string[]): Promise<string> {
    const seen = await walkWith(context, [program, ...args]);
    const version = await command(program, ["--version"], { cwd: project, env });
    return `${version.split("\n")[0]?.trim()}; ${seen}`;
  }

  const nodes = NODES.flatMap((major) =>
    [
      ["import", "main.mjs"],
      ["require()", "main.cjs"],
    ].map(([how, file]) => ({
      name: `Node ${major} · ${how}`,
      run: async () => walked((await tool(`node-${major}`)).file(`${nodePackage}/bin/node`), file!),
    })),
  );
  return [
    ...nodes,
    {
      name: "Bun",
      run: async () => walked((await tool("bun")).file(`${bunPackage}/bin/bun`), "main.mjs"),
    },
    {
      name: "Deno",
      run: async () => walked((await tool("deno")).file(`${denoPackage}/deno`), ...DENO, "main.mjs"),
    },
  ];
}
