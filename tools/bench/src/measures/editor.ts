import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
  const server = new TsServer();
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

interface Message {
  type: string;
  request_seq?: number;
  success?: boolean;
  message?: string;
  body?: unknown;
}

/**
 * TypeScript's language server, as editors start it.
 * Requests are JSON lines, answers JSON after a header, which is left out here: every line that begins with `{` is one.
 *
 * @see https://github.com/microsoft/TypeScript/wiki/Standalone-Server-%28tsserver%29
 */
class TsServer {
  private readonly process: ChildProcess;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private sequence = 0;
  private buffer = "";

  constructor() {
    const flags = ["--disableAutomaticTypingAcquisition", "--suppressDiagnosticEvents"];
    this.process = spawn(process.execPath, [tsserver, ...flags], { stdio: ["pipe", "pipe", "ignore"] });
    this.process.stdout?.setEncoding("utf8").on("data", (chunk: string) => this.receive(chunk));
  }

  /** Tells something that has no answer. */
  tell(command: string, args: object): number {
    const seq = ++this.sequence;
    this.process.stdin?.write(`${JSON.stringify({ seq, type: "request", command, arguments: args })}\n`);
    return seq;
  }

  /** Asks, and gives the answer's body. */
  ask(command: string, args: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const lost = (): void => reject(new Error(`tsserver ended during ${command}`));
      this.process.once("exit", lost);
      this.waiting.set(this.tell(command, args), ({ success, message, body }) => {
        this.process.off("exit", lost);
        if (success) resolve(body);
        else reject(new Error(`tsserver on ${command}: ${message}`));
      });
    });
  }

  close(): void {
    this.process.kill();
  }

  private receive(chunk: string): void {
    const lines = (this.buffer + chunk).split("\n");
    this.buffer = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("{")) continue;
      const message = JSON.parse(line) as Message;
      const answered = message.type === "response" && message.request_seq;
      if (!answered) continue;
      this.waiting.get(answered)?.(message);
      this.waiting.delete(answered);
    }
  }
}
