import { finish, repository } from "@intercom-openapi/support";

/** What has to be there before the demo can be loaded, with a line for each while it is made. */
const STEPS: [sentence: string, program: string, args: string[]][] = [
  ["Generating the types from the descriptions", process.execPath, ["tools/codegen/generate.mjs"]],
  ["Building the packages", "turbo", ["run", "build", "--output-logs=errors-only"]],
];

for (const [sentence, program, args] of STEPS) {
  process.stdout.write(`${sentence} … `);
  const { code, stdout, stderr, milliseconds } = await finish(program, args, {
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
