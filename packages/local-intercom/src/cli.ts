import { parseArgs } from "node:util";
import { startLocalIntercom, type Seed } from "./index.ts";

const USAGE = `Usage: local-intercom [options]

  --port 4010               where to listen
  --token local-token       the token to accept
  --state examples|empty    what it holds at the start
  --seed contacts=100,tags=5
                            how many more of each it holds`;

try {
  await run();
} catch (error) {
  // a line for people: what is wrong is in its message, not where it was found
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4010" },
      token: { type: "string" },
      state: { type: "string" },
      seed: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const { url, token } = await startLocalIntercom({
    port: numberOf(values.port),
    ...(values.token !== undefined && { token: values.token }),
    ...(values.state !== undefined && { state: values.state as "examples" | "empty" }),
    ...(values.seed !== undefined && { seed: seedOf(values.seed) }),
  });
  console.log(`Local Intercom at ${url}, token ${token}. Stop it with Ctrl+C.`);
}

function seedOf(given: string): Seed {
  const counts = given.split(",").map((part) => part.split("="));
  return Object.fromEntries(counts.map(([name = "", count = ""]) => [name.trim(), numberOf(count)]));
}

/** No number at all where the text is not one: `Number("")` is 0. */
function numberOf(given: string): number {
  return given.trim() === "" ? Number.NaN : Number(given);
}
