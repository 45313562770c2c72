import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** A place in a file, both counted from 0. */
interface Place {
  line: number;
  character: number;
}

/** What an editor asks a compiler while somebody writes. */
export interface Editor {
  open(file: string, text: string): void;
  /** The first line of a hover: the declaration, without its comment. */
  hover(file: string, place: Place): Promise<string>;
  /** The file and line, counted from 0, where the type of what stands there is declared. */
  typeDefinition(file: string, place: Place): Promise<{ file: string; line: number }>;
  close(): void;
}

const require = createRequire(import.meta.url);

/** TypeScript 5.9's tsserver, which answers JSON lines. */
export function tsserver(): Editor {
  const server = join(dirname(require.resolve("typescript-5.9")), "tsserver.js");
  const child = spawn(process.execPath, [server, "--disableAutomaticTypingAcquisition"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const { answer, next } = answers(child);
  eachMessage(child, (message) => answer(message["request_seq"], message["body"]));
  const ask = (command: string, args: object) => {
    const { id, answered } = next();
    child.stdin?.write(`${JSON.stringify({ seq: id, type: "request", command, arguments: args })}\n`);
    return answered;
  };
  const at = ({ line, character }: Place) => ({ line: line + 1, offset: character + 1 });
  return {
    open: (file, fileContent) => void ask("open", { file, fileContent }),
    hover: async (file, place) => {
      const body = (await ask("quickinfo", { file, ...at(place) })) as { displayString: string };
      return body.displayString.split("\n")[0] ?? "";
    },
    typeDefinition: async (file, place) => {
      const body = (await ask("typeDefinition", { file, ...at(place) })) as {
        file: string;
        start: { line: number };
      }[];
      return { file: body[0]?.file ?? "", line: (body[0]?.start.line ?? 0) - 1 };
    },
    close: () => child.kill(),
  };
}

/** TypeScript 7, which speaks the Language Server Protocol. */
export async function languageServer(root: string): Promise<Editor> {
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  const child = spawn(process.execPath, [compiler, "--lsp", "--stdio"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const { answer, next } = answers(child);
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  eachMessage(child, (message) => {
    // what it asks of the editor, such as its settings, gets nothing
    if (message["method"] && message["id"] !== undefined) send({ id: message["id"], result: null });
    else answer(message["id"], message["result"]);
  });
  const ask = (method: string, params: object) => {
    const { id, answered } = next();
    send({ id, method, params });
    return answered;
  };
  const uri = (file: string) => pathToFileURL(file).href;
  await ask("initialize", { processId: process.pid, rootUri: uri(root), capabilities: {} });
  send({ method: "initialized", params: {} });
  return {
    open: (file, text) =>
      send({
        method: "textDocument/didOpen",
        params: { textDocument: { uri: uri(file), languageId: "typescript", version: 1, text } },
      }),
    hover: async (file, position) => {
      const hover = (await ask("textDocument/hover", { textDocument: { uri: uri(file) }, position })) as {
        contents: { value: string } | string;
      };
      const shown = typeof hover.contents === "string" ? hover.contents : hover.contents.value;
      return (/```\w*\n([\s\S]*?)\n```/.exec(shown)?.[1] ?? shown).split("\n")[0] ?? "";
    },
    typeDefinition: async (file, position) => {
      const found = (await ask("textDocument/typeDefinition", {
        textDocument: { uri: uri(file) },
        position,
      })) as { uri: string; range: { start: Place } }[] | { uri: string; range: { start: Place } };
      const [first] = [found].flat();
      return { file: new URL(first?.uri ?? "file:///").pathname, line: first?.range.start.line ?? -1 };
    },
    close: () => child.kill(),
  };
}

/** Numbers the requests, and gives each the answer with its number. */
function answers(child: ChildProcess) {
  const waiting = new Map<unknown, (body: unknown) => void>();
  let last = 0;
  return {
    next: () => {
      const id = ++last;
      const answered = new Promise<unknown>((resolve, reject) => {
        const lost = () => reject(new Error(`the language server ended before answer ${id}`));
        child.once("exit", lost);
        waiting.set(id, (body) => {
          child.off("exit", lost);
          resolve(body);
        });
      });
      // nobody waits for the answer to opening a file
      answered.catch(() => undefined);
      return { id, answered };
    },
    answer: (id: unknown, body: unknown) => {
      waiting.get(id)?.(body);
      waiting.delete(id);
    },
  };
}

/** Both write each message behind a header with its length in bytes. */
function eachMessage(child: ChildProcess, take: (message: Record<string, unknown>) => void): void {
  let buffer = Buffer.alloc(0);
  child.stdout?.on("data", (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const header = buffer.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, header).toString())?.[1]);
      if (header < 0 || buffer.length < header + 4 + length) return;
      const body = buffer.subarray(header + 4, header + 4 + length).toString();
      buffer = buffer.subarray(header + 4 + length);
      take(JSON.parse(body) as Record<string, unknown>);
    }
  });
}
