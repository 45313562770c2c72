import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary directory, outside the workspace so that nothing resolves into it. */
export class Scratch {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), "consumers-")));

  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, content: string | object): string {
    const file = this.file(name);
    writeFileSync(file, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 3 });
  }
}
