import { parseArgs } from "node:util";
import { startLocalIntercom, type Seed } from "./index.ts";

const USAGE = `Usage: tsx tools/local-intercom/src/cli.ts [options]

  --port 4010               where to listen
  --token local-token       the token to accept
  --state examples|empty    what it holds at the start
  --seed contacts=100,tags=5
                            how many more of each it holds`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    token: { type: "string" },
    state: { type: "string" },
    seed: { type: "string" },
    help: { type: "boolean" },
  },
});

if (values.help) console.log(USAGE);
else await start();

async function start(): Promise<void> {
  const { state } = values;
  if (state !== undefined && state !== "examples" && state !== "empty") throw new Error(`No state ${state}`);
  const { url, token } = await startLocalIntercom({
    port: Number(values.port),
    ...(values.token && { token: values.token }),
    ...(state && { state }),
    ...(values.seed && { seed: seedOf(values.seed) }),
  });
  console.log(`Local Intercom at ${url}, token ${token}. Stop it with Ctrl+C.`);
}

function seedOf(given: string): Seed {
  const counts = given.split(",").map((part) => part.split("="));
  return Object.fromEntries(counts.map(([name = "", count]) => [name, Number(count)]));
}
