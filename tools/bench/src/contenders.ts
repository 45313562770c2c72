/** The version that the programs which are compared are written for. */
export const VERSION = "2.12";

const IDS = ["ours", "openapi-fetch", "intercom-client-7", "intercom-client-6", "fetch", "prism"] as const;

export type ContenderId = (typeof IDS)[number];

/** A place in a fixture, named by the text before it, and a completion that an editor must offer there. */
export interface CursorPosition {
  after: string;
  offers: string;
}

/** Something that is measured: one way to call Intercom, or one server that stands for it. */
export interface Contender {
  id: ContenderId;
  name: string;
  /** The package whose size, start and types are measured. */
  package?: string;
  /** What `npm install` is given. The others come from the workspace. */
  install?: string;
  /** The folders of `fixtures` that it is measured with; they are copied into one. */
  fixtures?: string[];
  /** What stands beside them, by file name: programs of a line or two. */
  programs?: Record<string, string>;
  /** Where an editor is asked, in `calls.ts`. */
  cursors?: { path: CursorPosition; body: CursorPosition };
}

/** A contender whose folder is ready to be measured. */
export interface Prepared extends Contender {
  directory: string;
  /** The installed version. */
  version?: string;
}

/** How a client is made, with one GET, and with what no client should let pass. */
function programs(construct: string, get: string, wrong: string): Record<string, string> {
  const client = 'import { construct } from "./client.ts";\n';
  return {
    "client.ts": construct,
    "bundle.ts": `${client}${get}`,
    "wrong-path.ts": `${client}// @ts-expect-error as near as this client comes to a wrong path\nexport const wrong = ${wrong};\n`,
  };
}

function byPath(construct: string): Pick<Contender, "programs" | "cursors"> {
  return {
    programs: programs(
      construct,
      'const { data } = await construct("https://api.intercom.io").GET("/me");\nconsole.log(data);\n',
      'construct("https://api.intercom.io").GET("/contact/{contact_id}")',
    ),
    cursors: {
      path: { after: 'intercom.POST("/', offers: "/contacts/search" },
      body: { after: 'POST("/contacts", { body: { ', offers: "phone" },
    },
  };
}

const byMethod: Pick<Contender, "name" | "package" | "fixtures" | "programs" | "cursors"> = {
  name: "intercom-client",
  package: "intercom-client",
  fixtures: ["intercom-client"],
  programs: programs(
    `import { IntercomClient } from "intercom-client";
export function construct(baseUrl: string): IntercomClient {
  return new IntercomClient({ token: "bench-token", baseUrl });
}
`,
    'console.log(await construct("https://api.intercom.io").admins.identify());\n',
    'construct("https://api.intercom.io").contacts.finds({ contact_id: "66f1a2b3" })',
  ),
  cursors: {
    path: { after: "intercom.contacts.", offers: "search" },
    body: { after: "contacts.create({ ", offers: "phone" },
  },
};

export const OURS: Contender = {
  id: "ours",
  name: "@intercom-openapi/client",
  package: "@intercom-openapi/client",
  fixtures: ["by-path", "ours"],
  ...byPath(`import { createIntercomClient, type IntercomClient } from "@intercom-openapi/client";
export function construct(baseUrl: string): IntercomClient<"${VERSION}"> {
  return createIntercomClient({ version: "${VERSION}", token: "bench-token", baseUrl });
}
export const inTime = () => ({ timeoutMs: 30_000 });
`),
};

/** The newest release of each official line; a newer one goes here. */
export const CLIENTS: Contender[] = [
  OURS,
  {
    id: "openapi-fetch",
    name: "openapi-fetch",
    package: "openapi-fetch",
    fixtures: ["by-path"],
    ...byPath(`import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.d.ts";
export function construct(baseUrl: string): Client<paths> {
  const headers = { Authorization: "Bearer bench-token", "Intercom-Version": "${VERSION}" };
  return createClient<paths>({ baseUrl, headers });
}
export const inTime = () => ({ signal: AbortSignal.timeout(30_000) });
`),
  },
  { id: "intercom-client-7", ...byMethod, install: "intercom-client@7.0.3" },
  { id: "intercom-client-6", ...byMethod, install: "intercom-client@6.4.0" },
  {
    id: "fetch",
    name: "bare fetch",
    fixtures: ["fetch"],
    programs: {
      "bundle.ts": `const response = await fetch("https://api.intercom.io/me", {
  headers: { Authorization: "Bearer bench-token", "Intercom-Version": "${VERSION}" },
});
if (!response.ok) throw new Error(\`Intercom answered \${response.status}\`);
console.log(await response.json());
`,
    },
  },
];

/** Servers that answer as Intercom would, from its description. */
export const SERVERS: Contender[] = [
  {
    id: "ours",
    name: "@intercom-openapi/local-intercom",
    package: "@intercom-openapi/local-intercom",
  },
  {
    id: "prism",
    name: "Prism",
    package: "@stoplight/prism-cli",
    // the newest that runs on Node 20
    install: "@stoplight/prism-cli@5.14.2",
  },
];
