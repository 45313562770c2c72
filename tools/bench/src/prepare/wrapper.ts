import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Prepared } from "../contenders.ts";
import { cacheDirectory } from "../paths.ts";

/** A package that does nothing but pass openapi-fetch on: what any client around it begins with. */
export function prepareWrapper(openapiFetch: Prepared): Prepared {
  const directory = join(cacheDirectory, "wrapper");
  const wrapper = join(directory, "node_modules/wrapper");
  mkdirSync(wrapper, { recursive: true });
  writeFileSync(
    join(wrapper, "package.json"),
    '{ "name": "wrapper", "type": "module", "exports": "./index.js" }\n',
  );
  writeFileSync(join(wrapper, "index.js"), 'export { default } from "openapi-fetch";\n');
  const run =
    'import createClient from "wrapper";\nexport const construct = (baseUrl) => createClient({ baseUrl });\n';
  writeFileSync(join(directory, "run.mjs"), run);
  // it stands where ours would
  return { ...openapiFetch, id: "ours", directory };
}
