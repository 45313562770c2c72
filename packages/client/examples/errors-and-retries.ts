/**
 * What goes wrong, and what becomes of it.
 *
 *     INTERCOM_TOKEN=… npx tsx errors-and-retries.ts
 */
import { createIntercomClient, isIntercomApiError, unwrap } from "@intercom-openapi/client";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL,
  timeoutMs: 10_000, // of each attempt
  deadlineMs: 60_000, // of the whole call
  retry: { limit: 3 },
  hooks: { onRetry: ({ attempt, status }) => console.log(`Attempt ${attempt} failed: ${status}`) },
});

// reads are retried by themselves; writes only after a 429, or with `idempotent: true`
const { data } = await intercom.GET("/me");
console.log(`Got through to ${data?.name}`);

// an error of the API is a value …
const params = { path: { contact_id: "nobody" } };
const { error } = await intercom.GET("/contacts/{contact_id}", { params });
console.log(error?.status, error?.code, error?.attempts);

// … unless you prefer to catch
try {
  await unwrap(intercom.GET("/contacts/{contact_id}", { params, deadlineMs: 5_000 }));
} catch (caught) {
  if (isIntercomApiError(caught)) console.log(`Intercom says: ${caught.message}`);
  else throw caught;
}
