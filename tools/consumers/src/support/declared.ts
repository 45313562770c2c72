import { rmSync } from "node:fs";
import { join } from "node:path";
import { compile, MODES, RESOLUTIONS, type Compiler } from "./typescript.ts";

/** The resolutions whose declarations are looked at: what names a type is a path by which it is found. */
export type DeclaredResolution = "nodenext" | "bundler";

/**
 * Compiles the fixtures of `declared` in a folder where the client is installed, with their declarations, and then a file
 * that has only these.
 *
 * @throws {Error} with what the compiler said.
 */
export async function compileDeclared(
  tsc: string,
  compiler: Compiler,
  resolution: DeclaredResolution,
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
  const made = join(options.cwd, "declared/made");
  rmSync(made, { recursive: true, force: true });
  const { verbatimModuleSyntax: _, ...flags }: Record<string, string> = RESOLUTIONS[resolution];
  const emit = { ...MODES.strict, ...flags, emitDeclarationOnly: "true", outDir: "declared/made" };
  // the project is composite, and so has declarations
  await compile(tsc, emit, ["-p", "declared"], options);
  // the first that has it is 5.5
  const alone =
    compiler === "5.4" ? { declaration: "true" } : { declaration: "true", isolatedDeclarations: "true" };
  await compile(tsc, { ...emit, ...alone }, ["declared/annotated.ts"], options);
  await compile(tsc, { ...MODES.strict, ...flags, noEmit: "true" }, ["declared/reader.ts"], options);
}
