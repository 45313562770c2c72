import { join } from "node:path";

/** The repository's root: three levels up from the sources here as from the bundle that `pnpm generate` runs. */
export const repository = join(import.meta.dirname, "../../..");
