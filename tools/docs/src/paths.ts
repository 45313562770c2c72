import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../..", import.meta.url));
export const distDirectory = fileURLToPath(new URL("../dist", import.meta.url));
export const factsFile = fileURLToPath(new URL("../facts/intercom-client-7.json", import.meta.url));
export const movingGuide = fileURLToPath(
  new URL("../../../packages/client/docs/moving-from-intercom-client.md", import.meta.url),
);
export const siteDirectory = fileURLToPath(new URL("../dist/site", import.meta.url));
