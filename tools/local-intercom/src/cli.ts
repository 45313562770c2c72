import { parseArgs } from "node:util";
import { startLocalIntercom } from "./index.ts";

const { values } = parseArgs({ options: { port: { type: "string" }, token: { type: "string" } } });
const { url, token } = await startLocalIntercom({
  port: Number(values.port ?? 4010),
  ...(values.token && { token: values.token }),
});
console.log(`Local Intercom at ${url}, token ${token}. Stop it with Ctrl+C.`);
