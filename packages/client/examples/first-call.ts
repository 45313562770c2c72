/**
 * Who does this token belong to?
 *
 *     INTERCOM_TOKEN=… npx tsx first-call.ts
 */
import { createIntercomClient, unwrap } from "@intercom-openapi/client";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
const intercom = createIntercomClient({
  version: "2.12",
  token: INTERCOM_TOKEN,
  baseUrl: INTERCOM_BASE_URL, // left out, it is the US; see detect-region.ts
});

// every call gives both: what came, or why it did not
const { data, error, requestId } = await intercom.GET("/me");
if (error) throw error;
console.log(`${data.name} <${data.email}>, answered as ${requestId}`);

// or, for those who prefer to catch
const { admins } = await unwrap(intercom.GET("/admins"));
for (const admin of admins ?? []) console.log(`- ${admin?.name}`);
