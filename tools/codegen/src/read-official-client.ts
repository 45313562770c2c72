import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { factsFile, methodsOf, type OfficialClient } from "./official-client.ts";

const directory = process.argv[2];
if (!directory) {
  console.error(
    "Usage: pnpm --filter @intercom-openapi/codegen facts <directory of an installed intercom-client>",
  );
  process.exit(1);
}
const installed = resolve(directory);
const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
  name: string;
  version: string;
};
const { IntercomClient } = createRequire(import.meta.url)(installed) as {
  IntercomClient: new (options: { token: string }) => object;
};
const facts: OfficialClient = {
  package: manifest.name,
  version: manifest.version,
  methods: methodsOf(new IntercomClient({ token: "none" })),
};
writeFileSync(factsFile, `${JSON.stringify(facts, null, 2)}\n`);
console.log(`${Object.keys(facts.methods).length} methods of ${facts.package} ${facts.version}`);
