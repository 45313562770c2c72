import { spawn, type ChildProcess } from "node:child_process";

export interface ProcessOptions {
  cwd?: string | undefined;
  /** Instead of this process's environment. */
  env?: NodeJS.ProcessEnv | undefined;
  /** What it reads on stdin. @default nothing */
  input?: string | undefined;
  /** What is done about what it prints on stdout, one after the other, in place of `input`. */
  answers?: Answer[] | undefined;
  /** Kills it, which is no error. */
  signal?: AbortSignal | undefined;
  /** @default 120_000 */
  timeoutMs?: number | undefined;
}

/** Once it has printed something: a text for its stdin, or something to do, after which it is killed. */
export type Answer = [printed: RegExp, answer: string | ((printed: string) => Promise<void>)];

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
 * @throws {Error} when it cannot be started, takes too long, or has answers left.
 */
export async function finish(
  program: string,
  args: string[],
  options: ProcessOptions = {},
): Promise<Finished> {
  const { cwd, env = process.env, input = "", answers = [], signal, timeoutMs = 120_000 } = options;
  const started = performance.now();
  // a group of its own can be killed with all that it started, and does not end with the terminal
  const detached = answers.length > 0 && process.platform !== "win32";
  // npm and pnpm are .cmd files on Windows, which only a shell starts
  const child = spawn(program, args, { cwd, env, detached, shell: isBatchFile(program) });
  const stop = (how: NodeJS.Signals) => {
    if (detached) killGroup(child, how);
    else child.kill(how);
    // what it started may live on and hold them
    child.stdout.destroy();
    child.stderr.destroy();
  };
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stop("SIGTERM");
  }, timeoutMs);
  const kill = () => stop("SIGKILL");
  signal?.addEventListener("abort", kill);

  let [stdout, stderr, unanswered] = ["", "", ""];
  const left = [...answers];
  let answering: Promise<void> | undefined;
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    unanswered += chunk;
    const [printed, answer = ""] = left[0] ?? [];
    if (!printed?.test(unanswered)) return;
    left.shift();
    if (typeof answer === "string") child.stdin.write(answer);
    else answering = answer(unanswered).finally(kill);
    // it is looked at when the process is gone
    answering?.catch(() => undefined);
    unanswered = "";
  });
  // a program that does not read its input closes it
  child.stdin.on("error", () => undefined);
  if (answers.length === 0) child.stdin.end(input);

  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    await answering;
    const finished = { code, stdout, stderr, milliseconds: performance.now() - started };
    const [missing] = left[0] ?? [];
    if (isLate) throw failure([program, ...args], `took longer than ${timeoutMs / 1000} s`, finished);
    if (missing) throw failure([program, ...args], `never printed ${missing}`, finished);
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

/** What every program needs of this process's environment, and nothing of the user's settings or of what runs this. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const names = ["PATH", "SystemRoot", "ComSpec", "PATHEXT", "TMPDIR", "TEMP", "TMP", "LANG"];
  return Object.fromEntries(names.map((name) => [name, process.env[name]]).filter(([, value]) => value));
}

function killGroup({ pid }: ChildProcess, how: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, how);
  } catch {
    // it is gone
  }
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
