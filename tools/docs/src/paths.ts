import { join } from "node:path";

export const distDirectory = join(import.meta.dirname, "../dist");
export const siteDirectory = join(distDirectory, "site");
