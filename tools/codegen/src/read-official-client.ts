import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { json, readManifest, writeWhole } from "@intercom-openapi/support";
import { factsFile, methodsOf, type OfficialClient } from "./official-client.ts";

const directory = process.argv[2];
if (!directory) {
  console.error(
    "Usage: pnpm --filter @intercom-openapi/codegen facts <directory of an installed intercom-client>",
  );
  process.exit(1);
}
const installed = resolve(directory);
const { name, version } = readManifest(installed);
const { IntercomClient } = createRequire(import.meta.url)(installed) as {
  IntercomClient: new (options: { token: string; fetch: typeof fetch }) => {
    admins: { identify: () => Promise<unknown> };
  };
};
let apiVersion: string | null = null;
const client = new IntercomClient({
  token: "none",
  fetch: async (_, init) => {
    apiVersion = new Headers(init?.headers).get("Intercom-Version");
    return Response.json({});
  },
});
await client.admins.identify();
if (apiVersion === null) throw new Error(`${name} does not say which version of the API it asks for`);
const facts: OfficialClient = { package: name, version, apiVersion, methods: methodsOf(client) };
writeWhole(fileURLToPath(factsFile), json(facts));
console.log(`${Object.keys(facts.methods).length} methods of ${facts.package} ${facts.version}`);
