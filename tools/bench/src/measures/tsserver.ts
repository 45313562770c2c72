import { spawn, type ChildProcess } from "node:child_process";
import { tsserver } from "../toolchain.ts";

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
export class TsServer {
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
