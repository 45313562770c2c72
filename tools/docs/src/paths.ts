import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../..", import.meta.url));
export const distDirectory = fileURLToPath(new URL("../dist", import.meta.url));
export const siteDirectory = fileURLToPath(new URL("../dist/site", import.meta.url));
