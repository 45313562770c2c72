import { createRequire } from "node:module";

/** What `typescript` stands for in the bundle: of an `import`, Node would first scan its 9 MB for the names of exports. */
export default createRequire(import.meta.url)("typescript") as typeof import("typescript");
