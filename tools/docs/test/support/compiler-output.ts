import { join } from "node:path";
import { finish, packageDirectory } from "@intercom-openapi/support";

/** What the compiler says of a folder with a tsconfig.json; nothing where it is content. */
export async function compilerOutput(folder: string): Promise<string> {
  const tsc = join(packageDirectory("typescript", import.meta.dirname), "bin/tsc");
  const args = [tsc, "-p", folder, "--pretty", "false"];
  const { stdout, stderr, code } = await finish(process.execPath, args);
  return code === 0 ? "" : stdout + stderr || `The compiler ended with ${code}`;
}
