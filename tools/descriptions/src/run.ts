import { parseArgs } from "node:util";
import { errorText } from "@intercom-openapi/support";
import { DescriptionError } from "./problem.ts";
import { OfficialError } from "./official.ts";
import { OPTIONS, UsageError, type Options } from "./commands/options.ts";

const USAGE = `Usage: pnpm descriptions <command>

  lint                            Redocly's recommended rules and our own, on the corrected descriptions;
                                  corrections and examples that do not fit, words that are missing or for nothing
  check                           every piece of evidence against its schema
  drift <version> --against FILE  our facts beside an official description (or --url URL)
  adopt <version> --against FILE  writes specs/<version>/openapi.yaml from theirs (or --url URL)
        [--commit SHA] [--date DATE]
                                  where theirs is from
  diff <from> <to>                what changes for a user who moves, in Markdown
  bundle                          specs/dist/<version>.json
  changeset --base DIR|REF [--verify]
                                  writes the changesets for what changed since, or checks that they ask enough

  --specs DIR                     another directory than specs

Exits with 0 when all is well, with 1 when there is something to look at, with 2 when it could not be done.`;

interface Command {
  /** Loaded when it is asked for: what some of them need takes a second to load. */
  load: () => Promise<{ run: (operands: string[], options: Options) => Promise<number> }>;
  operands: number;
  /** Beside `--specs`. */
  options: readonly (keyof Options)[];
}

const OFFICIAL = ["against", "url"] as const;

const COMMANDS: Record<string, Command> = {
  lint: { load: () => import("./commands/lint.ts"), operands: 0, options: [] },
  check: { load: () => import("./commands/check.ts"), operands: 0, options: [] },
  drift: { load: () => import("./commands/drift.ts"), operands: 1, options: OFFICIAL },
  adopt: {
    load: () => import("./commands/adopt.ts"),
    operands: 1,
    options: [...OFFICIAL, "commit", "date"],
  },
  diff: { load: () => import("./commands/diff.ts"), operands: 2, options: [] },
  bundle: { load: () => import("./commands/bundle.ts"), operands: 0, options: [] },
  changeset: { load: () => import("./commands/changeset.ts"), operands: 0, options: ["base", "verify"] },
};

/** Runs the command line and returns its exit code. */
export async function run(args: string[]): Promise<number> {
  try {
    return await main(args);
  } catch (error) {
    if (error instanceof DescriptionError) {
      console.error(error.message);
      return 1;
    }
    if (error instanceof OfficialError) console.error(error.message);
    else if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
    else console.error(errorText(error, USAGE));
    return 2;
  }
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [name, ...operands] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name!] : undefined;
  if (!command) throw new UsageError(`No command ${name ?? "given"}.`);
  const more = operands[command.operands];
  if (more !== undefined) throw new UsageError(`${name} does not know what to do with ${more}.`);
  const given = Object.keys(values) as (keyof Options)[];
  const other = given.find((option) => option !== "specs" && !command.options.includes(option));
  if (other) throw new UsageError(`${name} has no option --${other}.`);
  return (await command.load()).run(operands, values);
}
