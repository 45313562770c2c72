import { arch, availableParallelism, cpus, loadavg, platform } from "node:os";
import { COMPILERS } from "./toolchain.ts";

/** What the times depend on. Nothing that names the machine. */
export function environment(): Record<string, string> {
  const model = cpus()[0]?.model.trim();
  return {
    Node: process.versions.node,
    TypeScript: COMPILERS.map(({ version }) => version).join(" and "),
    on: `${platform()} ${arch()}, ${availableParallelism()} cores${model ? ` (${model})` : ""}`,
    load: loadavg()
      .map((load) => load.toFixed(1))
      .join(" "),
    at: new Date().toISOString().slice(0, 10),
  };
}
