import { versionApis } from "../src/description/version-apis.ts";

// once for all files, and not on the time of whichever test comes first
await versionApis();
