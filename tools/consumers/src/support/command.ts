import { execFile, type ExecFileException } from "node:child_process";

export interface CommandOptions {
  cwd?: string;
  /** Instead of this process's environment. */
  env?: NodeJS.ProcessEnv;
  /** @default 120_000 */
  timeoutMs?: number;
}

/**
 * Runs a program and returns what it printed on stdout.
 *
 * @throws {Error} with everything it printed, when it fails or takes too long.
 */
export function command(program: string, args: string[], options: CommandOptions = {}): Promise<string> {
  const { cwd, env = process.env, timeoutMs = 120_000 } = options;
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      // npm and pnpm are .cmd files on Windows, which only a shell starts
      { cwd, env, timeout: timeoutMs, maxBuffer: 64e6, shell: isBatchFile(program) },
      (error, stdout, stderr) => {
        if (error) reject(failure([program, ...args].join(" "), error, stdout, stderr));
        else resolve(stdout);
      },
    );
  });
}

function isBatchFile(program: string): boolean {
  return (
    process.platform === "win32" && (program.endsWith(".cmd") || ["npm", "npx", "pnpm"].includes(program))
  );
}

function failure(line: string, error: ExecFileException, stdout: string, stderr: string): Error {
  const why = error.killed ? "took too long" : `ended with ${error.code ?? error.signal}`;
  const printed = [stdout, stderr].map((text) => text.trim()).filter(Boolean);
  return new Error([`${line} ${why}`, ...printed].join("\n"), { cause: error });
}
