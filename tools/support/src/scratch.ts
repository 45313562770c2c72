import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { json } from "./manifest.ts";

/** A temporary folder, outside the workspace so that nothing resolves into it; with `using` it goes by itself. */
export class Scratch {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), "intercom-openapi-")));

  file(name: string): string {
    return join(this.path, name);
  }

  /** Text as it is, all else as JSON; the folders above it are made. */
  write(name: string, content: string | object): string {
    const file = this.file(name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : json(content));
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 3 });
  }

  [Symbol.dispose](): void {
    this.remove();
  }
}
