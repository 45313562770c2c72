import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { LanguageServer, TsServer } from "@intercom-openapi/support";

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

/** TypeScript 5.9's tsserver. */
export function tsserver(): Editor {
  const server = new TsServer(join(dirname(require.resolve("typescript-5.9")), "tsserver.js"));
  const at = ({ line, character }: Place) => ({ line: line + 1, offset: character + 1 });
  return {
    open: (file, fileContent) => server.tell("open", { file, fileContent }),
    hover: async (file, place) => {
      const body = (await server.ask("quickinfo", { file, ...at(place) })) as { displayString: string };
      return body.displayString.split("\n")[0] ?? "";
    },
    typeDefinition: async (file, place) => {
      const body = (await server.ask("typeDefinition", { file, ...at(place) })) as {
        file: string;
        start: { line: number };
      }[];
      return { file: body[0]?.file ?? "", line: (body[0]?.start.line ?? 0) - 1 };
    },
    close: () => server.close(),
  };
}

/** TypeScript 7, which speaks the Language Server Protocol. */
export async function languageServer(root: string): Promise<Editor> {
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  const framed = (message: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  const send = (message: object) => server.write(framed(message));
  const server = new LanguageServer([compiler, "--lsp", "--stdio"], ({ id, method }) => {
    if (!method) return id;
    // what it asks of the editor, such as its settings, gets nothing
    if (id !== undefined) send({ id, result: null });
    return undefined;
  });
  const ask = async (method: string, params: object) => {
    const { result } = await server.request((id) => framed({ id, method, params }));
    return result;
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
    close: () => server.close(),
  };
}
