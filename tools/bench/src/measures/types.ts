import type { Prepared } from "../contenders.ts";
import { inRounds, samplesOf } from "../rounds.ts";
import type { RatioAim, Row } from "../row.ts";
import { COMPILERS, type Compiler } from "../toolchain.ts";
import { compile, writeConfig, type Diagnostics } from "./compile.ts";
import { countProgram } from "./count-program.ts";
import type { MeasureOptions } from "./measure.ts";
import { CALLS, ownPrograms, WRONG_PATH } from "./programs.ts";

const LESS_THAN_OFFICIAL: RatioAim[] = [{ against: "intercom-client-7", atMost: 1 }];

/** What the compiler pays for the same calls. */
export async function measureTypes(contenders: Prepared[], options: MeasureOptions): Promise<Row[]> {
  const typed = contenders.filter((contender) => contender.package);
  const rows: Row[] = [];
  for (const compiler of COMPILERS) rows.push(...(await measureCalls(compiler, typed, options)));
  for (const compiler of COMPILERS) rows.push(await countProgram(compiler, WRONG_PATH, typed));
  const ours = typed.filter(({ id }) => id === "ours");
  for (const contender of ours) {
    const { programs } = await ownPrograms(contender);
    for (const program of programs) {
      for (const compiler of COMPILERS) rows.push(await countProgram(compiler, program, ours));
    }
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
    group: "types",
    key: `types.${compiler.id}.${CALLS.id}.${figure}`,
    label: `TypeScript ${compiler.version}: ${label}, ${CALLS.label}`,
    exact: false,
    samples: samplesOf(results, (diagnostics) => diagnostics[figure]),
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
