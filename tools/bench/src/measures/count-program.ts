import type { Prepared } from "../contenders.ts";
import type { Row } from "../row.ts";
import type { Compiler } from "../toolchain.ts";
import { compile, writeConfig, type Diagnostics } from "./compile.ts";
import { countKey, type Program } from "./programs.ts";

/** How many instantiations, or types, a program costs: exact counts, so once is enough. */
export async function countProgram(
  compiler: Compiler,
  program: Program,
  contenders: Prepared[],
  figure: "instantiations" | "types" = "instantiations",
): Promise<Row> {
  const counts = await Promise.all(
    contenders.map(async ({ id, directory }) => {
      const all = await count(compiler, program, directory, figure);
      const base = program.base ? await count(compiler, program.base, directory, figure) : 0;
      return [id, [all - base]] as const;
    }),
  );
  return {
    group: "types",
    key: countKey(compiler.id, program, figure),
    label: `TypeScript ${compiler.version}: ${figure}, ${program.label}`,
    unit: "count",
    exact: true,
    samples: Object.fromEntries(counts),
  };
}

// a program is the base of others, and its counts never differ
const counted = new Map<string, Promise<Diagnostics>>();

async function count(
  compiler: Compiler,
  { id, files }: Program,
  directory: string,
  figure: "instantiations" | "types",
): Promise<number> {
  const config = writeConfig(directory, id, files);
  const key = `${compiler.id} ${config}`;
  const diagnostics = counted.get(key) ?? compile(compiler, config, compiler.exact);
  counted.set(key, diagnostics);
  return (await diagnostics)[figure];
}
