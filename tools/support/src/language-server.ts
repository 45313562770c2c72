import { spawn, type ChildProcess } from "node:child_process";

type Message = Record<string, unknown>;

/** A process that editors ask, and that answers with JSON behind a header with its length in bytes. */
export class LanguageServer {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<unknown, (message: Message) => void>();
  #last = 0;

  /**
   * @param args of Node
   * @param answered gives the number of the request that a message answers
   */
  constructor(args: string[], answered: (message: Message) => unknown) {
    this.#process = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "ignore"] });
    eachMessage(this.#process, (message) => {
      const id = answered(message);
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    });
  }

  write(text: string): void {
    this.#process.stdin?.write(text);
  }

  /** Writes a request with the number that it is given, and waits for its answer. */
  request(text: (id: number) => string): Promise<Message> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const lost = () => reject(new Error(`The language server ended before it answered ${text(id)}`));
      this.#process.once("exit", lost);
      this.#waiting.set(id, (message) => {
        this.#process.off("exit", lost);
        resolve(message);
      });
      this.write(text(id));
    });
  }

  close(): void {
    this.#process.kill();
  }
}

/**
 * The language server of the TypeScript that is written in JavaScript. Requests are JSON lines.
 *
 * @see https://github.com/microsoft/TypeScript/wiki/Standalone-Server-%28tsserver%29
 */
export class TsServer extends LanguageServer {
  /** @param program its `tsserver.js` */
  constructor(program: string) {
    const flags = ["--disableAutomaticTypingAcquisition", "--suppressDiagnosticEvents"];
    super([program, ...flags], (message) => message["request_seq"]);
  }

  /** Tells something that has no answer. */
  tell(command: string, args: object): void {
    this.write(line(0, command, args));
  }

  /** Asks, and gives the answer's body. */
  async ask(command: string, args: object): Promise<unknown> {
    const { success, message, body } = await this.request((seq) => line(seq, command, args));
    if (!success) throw new Error(`tsserver on ${command}: ${String(message)}`);
    return body;
  }
}

function line(seq: number, command: string, args: object): string {
  return `${JSON.stringify({ seq, type: "request", command, arguments: args })}\n`;
}

function eachMessage(child: ChildProcess, take: (message: Message) => void): void {
  let buffer = Buffer.alloc(0);
  child.stdout?.on("data", (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const header = buffer.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, header).toString())?.[1]);
      if (header < 0 || buffer.length < header + 4 + length) return;
      const body = buffer.subarray(header + 4, header + 4 + length).toString();
      buffer = buffer.subarray(header + 4 + length);
      take(JSON.parse(body) as Message);
    }
  });
}
