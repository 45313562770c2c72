import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { repository } from "../support/repository.ts";

/** What has to be there before the demo can be loaded, with a line for each while it is made. */
const STEPS = [
  ["Generating the types from the descriptions", "//#generate"],
  ["Building the packages", "build"],
] as const;

for (const [sentence, task] of STEPS) {
  process.stdout.write(`${sentence} … `);
  const start = performance.now();
  const turbo = spawn("turbo", ["run", task, "--output-logs=errors-only"], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  const output = Promise.all([text(turbo.stdout), text(turbo.stderr)]);
  const [code] = (await once(turbo, "close")) as [number | null];
  if (code !== 0) {
    console.log("failed");
    console.error((await output).join("").trim());
    process.exit(1);
  }
  console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
}
