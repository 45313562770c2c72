/**
 * Makes many calls at once without running into the rate limit.
 *
 *     INTERCOM_TOKEN=… npx tsx throttle.ts 100
 */
import { createIntercomClient, throttle } from "@intercom-openapi/client";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
let refused = 0;
const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL,
  throttle: throttle(), // one for all clients of one app
  hooks: { onResponse: ({ status }) => (refused += status === 429 ? 1 : 0) },
});

const calls = Array.from({ length: Number(process.argv[2] ?? 100) }, () => intercom.GET("/me"));
const answers = (await Promise.all(calls)).filter(({ data }) => data);
console.log(`${calls.length} calls, ${answers.length} answers, ${refused} refused`);

const { limit, remaining, resetAt } = intercom.rateLimit ?? {};
console.log(`${remaining} of ${limit} left until ${resetAt?.toISOString()}`);
