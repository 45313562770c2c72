import { availableParallelism, cpus, platform, arch } from "node:os";
import { COMPILERS } from "./toolchain.ts";

/** What the times depend on. Nothing that names the machine. */
export function environment(): Record<string, string> {
  return {
    Node: process.versions.node,
    TypeScript: COMPILERS.map(({ version }) => version).join(" and "),
    on: `${platform()} ${arch()}, ${availableParallelism()} cores${cpus()[0]?.model ? ` (${cpus()[0]?.model.trim()})` : ""}`,
    at: new Date().toISOString().slice(0, 10),
  };
}
