import { COMPILERS, compile, writeConfig, type Compiler, type Diagnostics } from "../compilers.ts";
import type { Prepared } from "../contenders.ts";
import { inRounds, samplesOf, type Aim, type MeasureOptions, type Row } from "../rows.ts";

/** A set of fixtures that is compiled together. */
interface Program {
  /** The part of keys. */
  id: string;
  label: string;
  files: string[];
  /** A program whose count is taken off, so that what is left is what was added to it. */
  base?: Program;
}

export const CALLS: Program = { id: "calls", label: "20 calls", files: ["calls.ts"] };

const WRONG_PATH: Program = {
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

/** What only our client is measured with. */
const OWN_PROGRAMS = [TWO_VERSIONS, EVERYTHING];

const LESS_THAN_OFFICIAL: Aim[] = [{ against: "intercom-client-7", atMost: 1 }];

/** What the compiler pays for the same calls. */
export async function measureTypes(contenders: Prepared[], options: MeasureOptions): Promise<Row[]> {
  const typed = contenders.filter((contender) => contender.package);
  const ours = typed.filter(({ id }) => id === "ours");
  const rows: Row[] = [];
  for (const compiler of COMPILERS) rows.push(...(await measureCalls(compiler, typed, options)));
  for (const compiler of COMPILERS) rows.push(await countProgram(compiler, WRONG_PATH, typed));
  for (const program of OWN_PROGRAMS) {
    for (const compiler of COMPILERS) rows.push(await countProgram(compiler, program, ours));
  }
  return rows;
}

/** The instantiations of every program of our client. */
export async function countTypes(ours: Prepared): Promise<Row[]> {
  const rows: Row[] = [];
  // one compiler after the other: together they would want more memory and cores than a small runner has
  for (const compiler of COMPILERS) {
    const programs = [CALLS, WRONG_PATH, ...OWN_PROGRAMS];
    rows.push(...(await Promise.all(programs.map((program) => countProgram(compiler, program, [ours])))));
  }
  return rows;
}

async function measureCalls(
  compiler: Compiler,
  contenders: Prepared[],
  { quick }: MeasureOptions,
): Promise<Row[]> {
  const results = await inRounds(contenders, quick ? 1 : 5, ({ directory }) =>
    compile(compiler, writeConfig(directory, CALLS.id, CALLS.files)),
  );
  const row = (figure: keyof Diagnostics, label: string, rest: Pick<Row, "unit" | "aims">): Row => ({
    key: `types.${compiler.id}.${CALLS.id}.${figure}`,
    label: `TypeScript ${compiler.version}: ${label}, ${CALLS.label}`,
    samples: samplesOf(results, figure),
    ...rest,
  });
  return [
    await countProgram(compiler, CALLS, contenders),
    await countProgram(compiler, CALLS, contenders, "types"),
    row("memoryMb", "memory", { unit: "MB", aims: LESS_THAN_OFFICIAL }),
    row("checkMs", "check", { unit: "ms" }),
    row("totalMs", "total", { unit: "ms", aims: LESS_THAN_OFFICIAL }),
  ];
}

/** How many instantiations, or types, a program costs: exact counts, so once is enough. */
async function countProgram(
  compiler: Compiler,
  program: Program,
  contenders: Prepared[],
  figure: "instantiations" | "types" = "instantiations",
): Promise<Row> {
  const counts = await Promise.all(
    contenders.map(async ({ id, directory }) => {
      const all = await count(compiler, program, directory);
      const base = program.base && (await count(compiler, program.base, directory));
      return [id, [all[figure] - (base?.[figure] ?? 0)]] as const;
    }),
  );
  return {
    key: `types.${compiler.id}.${program.id}.${figure}`,
    label: `TypeScript ${compiler.version}: ${figure}, ${program.label}`,
    unit: "count",
    samples: Object.fromEntries(counts),
  };
}

// a program is the base of others, and its counts never differ
const counted = new Map<string, Promise<Diagnostics>>();

function count(compiler: Compiler, { id, files }: Program, directory: string): Promise<Diagnostics> {
  const config = writeConfig(directory, id, files);
  const key = `${compiler.id} ${config}`;
  const diagnostics = counted.get(key) ?? compile(compiler, config, compiler.exact);
  counted.set(key, diagnostics);
  return diagnostics;
}
