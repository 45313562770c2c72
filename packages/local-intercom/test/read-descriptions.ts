import { versionApis } from "../src/description/descriptions.ts";

// once for all files, and not on the time of whichever test comes first
versionApis();
