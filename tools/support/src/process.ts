import { spawn } from "node:child_process";

export interface ProcessOptions {
  cwd?: string | undefined;
  /** Instead of this process's environment. */
  env?: NodeJS.ProcessEnv | undefined;
  /** What it reads on stdin. @default nothing */
  input?: string | undefined;
  /** Kills it, which is no error. */
  signal?: AbortSignal | undefined;
  /** @default 120_000 */
  timeoutMs?: number | undefined;
}

/** A process that came to its end, well or not. */
export interface Finished {
  /** `null` when it was ended by a signal. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** From its start to its end. */
  milliseconds: number;
}

/**
 * Runs a program to its end, whatever that is.
 *
 * @throws {Error} when it cannot be started or takes too long.
 */
export async function finish(
  program: string,
  args: string[],
  options: ProcessOptions = {},
): Promise<Finished> {
  const { cwd, env = process.env, input = "", signal, timeoutMs = 120_000 } = options;
  const started = performance.now();
  // npm and pnpm are .cmd files on Windows, which only a shell starts
  const child = spawn(program, args, { cwd, env, shell: isBatchFile(program) });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  // a program that does not read its input closes it
  child.stdin.on("error", () => undefined).end(input);

  let isLate = false;
  const stop = (how: NodeJS.Signals) => {
    child.kill(how);
    // what it started itself may live on and hold them
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const timer = setTimeout(() => {
    isLate = true;
    stop("SIGTERM");
  }, timeoutMs);
  const kill = () => stop("SIGKILL");
  signal?.addEventListener("abort", kill);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    const finished = { code, stdout, stderr, milliseconds: performance.now() - started };
    if (isLate) throw failure([program, ...args], `took longer than ${timeoutMs / 1000} s`, finished);
    return finished;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", kill);
  }
}

/**
 * Runs a program and returns what it printed on stdout.
 *
 * @throws {Error} with everything that it printed, when it fails or takes too long.
 */
export async function command(
  program: string,
  args: string[],
  options: ProcessOptions = {},
): Promise<string> {
  const finished = await finish(program, args, options);
  if (finished.code !== 0) {
    throw failure([program, ...args], `ended with ${finished.code ?? "a signal"}`, finished);
  }
  return finished.stdout;
}

function isBatchFile(program: string): boolean {
  return (
    process.platform === "win32" && (program.endsWith(".cmd") || ["npm", "npx", "pnpm"].includes(program))
  );
}

function failure(words: string[], why: string, { stdout, stderr }: Finished): Error {
  const printed = [stdout, stderr].map((output) => output.trim()).filter(Boolean);
  return new Error([`${words.join(" ")} ${why}`, ...printed].join("\n"));
}
