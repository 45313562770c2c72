import { spawn } from "node:child_process";

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
  /** From the start of the process to its end. */
  milliseconds: number;
}

/** Runs a process to its end. */
export function finish(command: string, args: string[], cwd?: string): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code: code ?? 1, stdout, stderr, milliseconds: performance.now() - started }),
    );
  });
}

/** Like `finish`, but a process that fails is an error. */
export async function succeed(command: string, args: string[], cwd?: string): Promise<Finished> {
  const finished = await finish(command, args, cwd);
  if (finished.code !== 0) {
    const output = `${finished.stdout}\n${finished.stderr}`.trim();
    throw new Error(`${[command, ...args].join(" ")} ended with ${finished.code}:\n${output}`);
  }
  return finished;
}
