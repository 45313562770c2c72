/**
 * Where is the workspace of this token hosted? Ask once, when it is connected, and keep the answer.
 *
 *     INTERCOM_TOKEN=… npx tsx detect-region.ts
 */
import { appUrl, createIntercomClient, detectRegion } from "@intercom-openapi/client";

const { INTERCOM_TOKEN, INTERCOM_BASE_URL } = process.env;
const region = await detectRegion(INTERCOM_TOKEN, { baseUrl: INTERCOM_BASE_URL });
if (region === "unknown") throw new Error("Which region is this workspace in?");

const intercom = createIntercomClient({ version: "2.12", region, token: INTERCOM_TOKEN });
console.log(`${region}: calls go to ${intercom.baseUrl}`);
console.log(`People work at ${appUrl(region)}`);
