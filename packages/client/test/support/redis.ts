import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Whether Redis is installed here, as Debian's `redis-server` does it. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

/** A Redis on this machine until the test ends. It keeps nothing on disk. */
export async function startRedis(): Promise<string> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");

  const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const redis = spawn("redis-server", options, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(async () => {
    redis.kill();
    if (redis.exitCode === null) await once(redis, "exit");
  });
  redis.stdout.setEncoding("utf8");
  for await (const text of redis.stdout.iterator({ destroyOnReturn: false })) {
    if (String(text).includes("Ready to accept connections")) break;
  }
  redis.stdout.resume();
  return `redis://127.0.0.1:${port}`;
}
