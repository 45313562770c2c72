import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { operationsOf, type Description, type OpenApiDocument } from "@intercom-openapi/descriptions";

const REPOSITORY = "https://github.com/intercom-openapi/intercom-openapi";

/**
 * The manifest of a types package. Its version is the one thing that changesets owns, so it is kept.
 *
 * `commonjs`, because a CommonJS file may not import types from an ES module (TS1541); and the entry without a `types`
 * condition, because one declaration file serves `import` and `require` alike, having no default export to disagree on.
 */
export function packageManifest({ version, corrected }: Description, root: string): string {
  const directory = `packages/types-${version}`;
  const file = join(root, directory, "package.json");
  const current = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { version: string })
    : undefined;
  const manifest = {
    name: `@intercom-openapi/types-${version}`,
    version: current?.version ?? "0.0.0",
    description: `TypeScript types of the Intercom REST API ${version}. Unofficial.`,
    license: "MIT",
    repository: { type: "git", url: `git+${REPOSITORY}.git`, directory },
    keywords: ["intercom", "openapi", "types", "typescript"],
    type: "commonjs",
    types: "./index.d.ts",
    exports: { ".": "./index.d.ts", "./package.json": "./package.json" },
    files: ["index.d.ts"],
    sideEffects: false,
    engines: { node: ">=20.19" },
    publishConfig: { access: "public", provenance: true },
    intercom: { apiVersion: version, description: source(corrected) },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export function packageReadme({ version, corrected }: Description): string {
  const { commit, date } = source(corrected);
  const operations = operationsOf(corrected).length;
  const schemas = Object.keys(corrected.components.schemas).length;
  return `# @intercom-openapi/types-${version}

TypeScript types of the Intercom REST API ${version}: ${operations} operations, ${schemas} schemas, no run-time code. Unofficial, MIT.

\`\`\`sh
npm install --save-dev @intercom-openapi/types-${version}
\`\`\`

\`\`\`ts
import type { Contact, Endpoints } from "@intercom-openapi/types-${version}";

type Reply = Endpoints["POST"]["/conversations/{conversation_id}/reply"]["body"];
type Page = Endpoints["GET"]["/contacts"]["data"];

const label = ({ name, email }: Contact): string => name ?? email ?? "somebody";
\`\`\`

- One alias per schema: \`Contact\`, \`Conversation\`, \`Ticket\`, …
- \`Endpoints[method][path]\`: \`path\`, \`query\`, \`body\`, \`data\`, \`error\` of every operation.
- \`paths\`, \`components\`, \`operations\`: as openapi-typescript writes them, for openapi-fetch and the tools around it.

To call the API, take [\`@intercom-openapi/client\`](${REPOSITORY}/tree/main/packages/client#readme).

Intercom adds enum values and properties without a new API version: keep a \`default\` branch.

${recipes(version)}
Made from Intercom's description at commit \`${commit}\` (${date}) with the corrections of
[\`specs/${version}/overlay.yaml\`](${REPOSITORY}/blob/main/specs/${version}/overlay.yaml).
`;
}

function recipes(version: string): string {
  return `## Recipes

### Your custom attributes

Name them once, in any module of your project. From then on every contact, company and conversation knows them, in
requests and in answers; a misspelt one still compiles, as a value of any attribute's type.

\`\`\`ts
import type { Contact } from "@intercom-openapi/types-${version}";

declare module "@intercom-openapi/types-${version}" {
  interface CustomAttributes {
    bike_model?: string | null;
    bikes_owned?: number | null;
  }
}

const bikes = ({ custom_attributes }: Contact): number => custom_attributes?.bikes_owned ?? 0;
\`\`\`

### What an operation takes and gives

\`\`\`ts
import type { Endpoints } from "@intercom-openapi/types-${version}";

type Found = Endpoints["POST"]["/contacts/search"]["data"]["data"][number];
type Filters = Endpoints["GET"]["/articles/search"]["query"];

/** Of any operation, for helpers of your own. */
type Data<M extends keyof Endpoints, P extends keyof Endpoints[M]> = Endpoints[M][P] extends { data: infer D } ? D : never;
type Me = Data<"GET", "/me">;
\`\`\`

### With openapi-fetch

\`\`\`sh
npm install openapi-fetch
\`\`\`

\`\`\`ts
import createClient from "openapi-fetch";
import type { paths } from "@intercom-openapi/types-${version}";

const intercom = createClient<paths>({
  baseUrl: "https://api.intercom.io",
  headers: { Authorization: \`Bearer \${process.env.INTERCOM_TOKEN}\`, "Intercom-Version": "${version}" },
});

const { data, error } = await intercom.GET("/tags/{tag_id}", { params: { path: { tag_id: "640318" } } });
console.log(data?.name ?? error);
\`\`\`

### With openapi-msw, in tests

\`\`\`sh
npm install --save-dev openapi-msw msw@2
\`\`\`

\`\`\`ts
import { setupServer } from "msw/node";
import { createOpenApiHttp } from "openapi-msw";
import type { paths } from "@intercom-openapi/types-${version}";

const http = createOpenApiHttp<paths>({ baseUrl: "https://api.intercom.io" });

const server = setupServer(
  http.get("/tags/{tag_id}", ({ params, response }) =>
    response(200).json({ type: "tag", id: params.tag_id, name: "Workshop" }),
  ),
);
server.listen(); // from here on every fetch of that tag is answered here
\`\`\`

## Where they come from
`;
}

/** Where the facts of the description come from. */
function source({ info }: OpenApiDocument): OpenApiDocument["info"]["x-source"] {
  return info["x-source"];
}
