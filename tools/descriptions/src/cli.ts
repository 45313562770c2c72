import { run } from "./run.ts";

// a reader such as `head` leaves when it has enough
process.stdout.on("error", () => process.exit());
process.exitCode = await run(process.argv.slice(2));
