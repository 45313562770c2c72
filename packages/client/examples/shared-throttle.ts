/**
 * Several processes or machines keep within one rate limit, by counting their calls in Redis.
 *
 *     INTERCOM_TOKEN=… REDIS_URL=redis://127.0.0.1:6379 npx tsx shared-throttle.ts 200
 *
 * Run it twice at once: neither process gets a 429.
 */
import { createIntercomClient, throttle, type RateStore, type RateWindow } from "@intercom-openapi/client";
import { createClient, type RedisClientType } from "redis";

const HOUR = 3600;

/** Counts calls in Redis. Each app has a rate limit of its own, so `app` begins every key. */
export function redisRateStore(redis: RedisClientType, app: string): RateStore {
  const key = `intercom:${app}:window`;
  return {
    async count(name, calls) {
      const counter = `intercom:${app}:calls:${name}`;
      const [sum] = await redis.multi().incrBy(counter, calls).expire(counter, HOUR).execTyped();
      return sum;
    },
    async latest(seen) {
      const text = await redis.get(key);
      const kept = text === null ? undefined : (JSON.parse(text) as RateWindow);
      if (!seen || (kept && kept.reset >= seen.reset)) return kept;
      // two that see a window first at the same time write the same
      await redis.set(key, JSON.stringify(seen), { expiration: { type: "EX", value: HOUR } });
      return seen;
    },
  };
}

const { INTERCOM_TOKEN, INTERCOM_BASE_URL, REDIS_URL = "redis://127.0.0.1:6379" } = process.env;
const redis: RedisClientType = createClient({ url: REDIS_URL });
// without a listener, a lost connection would end the process
redis.on("error", (error: Error) => console.error(error.message));
await redis.connect();

const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL,
  throttle: throttle({ share: redisRateStore(redis, "acme-sync") }),
});
const calls = Array.from({ length: Number(process.argv[2] ?? 100) }, () => intercom.GET("/me"));
const failed = (await Promise.all(calls)).filter(({ error }) => error);
console.log(`${calls.length} calls, ${failed.length} failed, ${intercom.rateLimit?.remaining} left`);
await redis.close();
