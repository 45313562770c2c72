import { join } from "node:path";
import { run as generate } from "@intercom-openapi/codegen/run";
import { run as descriptions } from "@intercom-openapi/descriptions/run";

export interface Outcome {
  out: string;
  err: string;
  code: number;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `pnpm descriptions …` or `pnpm generate` of this repository on another one. In this process, as starting a
 * dozen others takes half a minute; one after the other, as what they print is caught.
 */
export function runTool([name = "", ...args]: string[], root: string): Promise<Outcome> {
  const outcome = last.then(() => caught(name, args, root));
  last = outcome.catch(() => undefined);
  return outcome;
}

async function caught(name: string, args: string[], root: string): Promise<Outcome> {
  const { log, error } = console;
  const printed = { out: "", err: "" };
  console.log = (line: unknown) => void (printed.out += `${String(line)}\n`);
  console.error = (line: unknown) => void (printed.err += `${String(line)}\n`);
  try {
    const code =
      name === "generate"
        ? await generate(["--root", root])
        : await descriptions([...args, "--specs", join(root, "specs")]);
    return { ...printed, code };
  } finally {
    Object.assign(console, { log, error });
  }
}
