import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TsServer } from "@intercom-openapi/support";
import { tsserver, writeConfig } from "../compilers.ts";
import type { CursorPosition, Prepared } from "../contenders.ts";
import { inRounds, median, samplesOf, type MeasureOptions, type Row } from "../rows.ts";
import { CALLS } from "./types.ts";

interface Latencies {
  /** Opening the file and the first list. */
  first: number;
  /** A list of paths after a key was pressed. */
  path: number;
  /** A list of a body's properties after a key was pressed. */
  body: number;
}

const REPEATS = 7;

/** How long an editor waits for its completions. */
export async function measureEditor(contenders: Prepared[], { quick }: MeasureOptions): Promise<Row[]> {
  const typed = contenders.filter(({ cursors }) => cursors);
  const results = await inRounds(typed, quick ? 1 : 3, latencies);
  const row = (key: keyof Latencies, label: string): Row => ({
    key: `editor.${key}`,
    label,
    unit: "ms",
    samples: samplesOf(results, key),
  });
  return [
    row("first", "Editor: open a file until its first completions"),
    row("path", "Editor: completions of a path or method after a keystroke"),
    row("body", "Editor: completions in a body after a keystroke"),
  ];
}

async function latencies({ directory, cursors }: Prepared): Promise<Latencies> {
  if (!cursors) throw new Error(`No cursors in ${directory}`);
  const file = join(directory, "calls.ts");
  // tsserver looks for this name, upwards from the file
  writeFileSync(
    join(directory, "tsconfig.json"),
    readFileSync(writeConfig(directory, CALLS.id, CALLS.files)),
  );
  const server = new TsServer(tsserver);
  try {
    const start = performance.now();
    server.tell("open", { file });
    await complete(server, file, cursors.path);
    const first = performance.now() - start;
    const path = await repeated(server, file, cursors.path);
    const body = await repeated(server, file, cursors.body);
    return { first, path, body };
  } finally {
    server.close();
  }
}

/** The median of several, each after an edit elsewhere in the file, without which the answer is only looked up. */
async function repeated(server: TsServer, file: string, cursor: CursorPosition): Promise<number> {
  const times: number[] = [];
  for (let edit = 0; edit < REPEATS; edit++) {
    const top = { line: 1, offset: 1, endLine: 1, endOffset: 1 };
    server.tell("change", { file, ...top, insertString: " " });
    const start = performance.now();
    await complete(server, file, cursor);
    times.push(performance.now() - start);
    server.tell("change", { file, ...top, endOffset: 2, insertString: "" });
  }
  return median(times);
}

async function complete(server: TsServer, file: string, { after, offers }: CursorPosition): Promise<void> {
  const position = positionAfter(readFileSync(file, "utf8"), after);
  const body = (await server.ask("completionInfo", { file, ...position })) as { entries: { name: string }[] };
  if (!body.entries.some(({ name }) => name === offers)) {
    throw new Error(`No completion ${offers} after ${after} in ${file}`);
  }
}

function positionAfter(text: string, mark: string): { line: number; offset: number } {
  const index = text.indexOf(mark);
  if (index < 0) throw new Error(`No ${mark} in the fixture`);
  const before = text.slice(0, index + mark.length).split("\n");
  return { line: before.length, offset: (before.at(-1)?.length ?? 0) + 1 };
}
