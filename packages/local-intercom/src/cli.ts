import { accessSync, constants, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { optionsOf, USAGE, type Command } from "./cli-options.ts";
import { startLocalIntercom, type LocalIntercom, type SavedWorkspace } from "./index.ts";

try {
  const command = optionsOf(process.argv.slice(2));
  if (command === undefined) console.log(USAGE);
  else await run(command);
} catch (error) {
  fail(error);
}

async function run({ options, file, isQuiet }: Command): Promise<void> {
  const state = file !== undefined && existsSync(file) ? { state: read(file) } : {};
  if (file !== undefined) checkFolder(file);
  // somebody looks at a terminal; into a file it would be noise
  const isSeen = process.stdout.isTTY && !isQuiet;
  const local = await startLocalIntercom({
    ...options,
    ...state,
    ...(isSeen && {
      onRequest: ({ method, url, status, operationId = "no operation", fault }) =>
        console.log(`${method} ${url} ${status ?? "-"} ${operationId}${fault ? `, fault: ${fault}` : ""}`),
    }),
    ...(options.webhooks && {
      webhooks: {
        ...options.webhooks,
        ...(isSeen && {
          onDelivery: ({ topic, attempts }) => {
            const { status, error } = attempts.at(-1) ?? {};
            console.log(`-> ${topic} ${status ?? error}`);
          },
        }),
      },
    }),
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    // a second one ends it at once
    process.once(signal, () => void stop(local, file));
  }
  // only now: whoever reads this may stop it at once
  if (!isQuiet) console.log(`Local Intercom at ${local.url}, token ${local.token}. Stop it with Ctrl+C.`);
}

async function stop(local: LocalIntercom, file: string | undefined): Promise<void> {
  try {
    if (file !== undefined) write(file, local.save());
  } catch (error) {
    fail(error);
  }
  // whatever became of the file
  await local.close().catch(fail);
}

function read(file: string): SavedWorkspace {
  try {
    // what it holds is checked where it is taken; some editors and shells begin a file with a mark
    return JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, "")) as SavedWorkspace;
  } catch (error) {
    throw new Error(`Cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
}

/** At the end, when all of it would be lost, is too late to find out. */
function checkFolder(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw new Error(`Cannot write ${file}: ${messageOf(error)}`, { cause: error });
  }
}

/** Whole or not at all. */
function write(file: string, saved: SavedWorkspace): void {
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFileSync(partial, JSON.stringify(saved));
    renameSync(partial, file);
  } catch (error) {
    throw new Error(`Cannot write ${file}: ${messageOf(error)}`, { cause: error });
  }
}

/** A line for people: what is wrong is in its message, not where it was found. */
function fail(error: unknown): void {
  const all = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  for (const one of all) {
    const isUsage = String((one as { code?: unknown } | undefined)?.code).startsWith("ERR_PARSE_ARGS");
    console.error(messageOf(one).replaceAll(/\s*\n\s*/g, " ") + (isUsage ? ": see --help" : ""));
  }
  process.exitCode = 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
