const CONTENDER_IDS = ["ours", "openapi-fetch", "intercom-client-7", "intercom-client-6", "fetch"] as const;

export type ContenderId = (typeof CONTENDER_IDS)[number];

/** A place in a fixture, named by the text before it, and a completion that an editor must offer there. */
export interface CursorPosition {
  after: string;
  offers: string;
}

/** One way to call Intercom. */
export interface Contender {
  id: ContenderId;
  name: string;
  /** The folders of `fixtures` that it is measured with; they are copied into one. */
  fixtures: string[];
  /** The package whose size, start and types are measured. */
  package?: string;
  /** What `npm install` is given. The others come from the workspace. */
  install?: string;
  /** Where an editor is asked, in `calls.ts`. */
  cursors?: { path: CursorPosition; body: CursorPosition };
}

/** A contender whose folder is ready to be measured. */
export interface Prepared extends Contender {
  directory: string;
  /** The installed version. */
  version?: string;
}

const byPath = {
  path: { after: 'intercom.POST("/', offers: "/contacts/search" },
  body: { after: 'POST("/contacts", { body: { ', offers: "phone" },
};

const byMethod = {
  path: { after: "intercom.contacts.", offers: "search" },
  body: { after: "contacts.create({ ", offers: "phone" },
};

export const OURS: Contender = {
  id: "ours",
  name: "@intercom-openapi/client",
  fixtures: ["by-path", "ours"],
  package: "@intercom-openapi/client",
  cursors: byPath,
};

/** The newest release of each official line; a newer one goes here. */
export const CONTENDERS: Contender[] = [
  OURS,
  {
    id: "openapi-fetch",
    name: "openapi-fetch",
    fixtures: ["by-path", "openapi-fetch"],
    package: "openapi-fetch",
    cursors: byPath,
  },
  {
    id: "intercom-client-7",
    name: "intercom-client",
    fixtures: ["intercom-client"],
    package: "intercom-client",
    install: "intercom-client@7.0.3",
    cursors: byMethod,
  },
  {
    id: "intercom-client-6",
    name: "intercom-client",
    fixtures: ["intercom-client"],
    package: "intercom-client",
    install: "intercom-client@6.4.0",
    cursors: byMethod,
  },
  { id: "fetch", name: "bare fetch", fixtures: ["fetch"] },
];
