import { finish, repository } from "@intercom-openapi/support";

/** What has to be there before the demo can be loaded, with a line for each while it is made. */
const STEPS = [
  ["Generating the types from the descriptions", "//#generate"],
  ["Building the packages", "build"],
] as const;

for (const [sentence, task] of STEPS) {
  process.stdout.write(`${sentence} … `);
  const args = ["run", task, "--output-logs=errors-only"];
  const { code, stdout, stderr, milliseconds } = await finish("turbo", args, {
    cwd: repository,
    timeoutMs: 900_000,
  });
  if (code !== 0) {
    console.log("failed");
    console.error((stdout + stderr).trim());
    process.exit(1);
  }
  console.log(`${(milliseconds / 1000).toFixed(1)} s`);
}
