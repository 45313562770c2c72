import { readFileSync } from "node:fs";

/** Where the facts are, one level up from the sources as from the bundle. */
export const factsFile = new URL("../facts/intercom-client-7.json", import.meta.url);

/** What each method of intercom-client calls: the facts. */
export interface OfficialClient {
  package: string;
  version: string;
  /** Of the API: what it asks for where nobody says otherwise. */
  apiVersion: string;
  /** `contacts.find` → `GET /contacts/{contact_id}`, with the placeholders of its code. */
  methods: Record<string, string>;
}

export function readFacts(): OfficialClient {
  return JSON.parse(readFileSync(factsFile, "utf8")) as OfficialClient;
}

// every method ends with this call, which its errors are labelled by
const LABEL = /handleNonStatusCodeError\)?\([^"]*"(GET|POST|PUT|PATCH|DELETE)",\s*"([^"]+)"\)/;

/** Walks a client object and reads from each method's code what it calls. */
export function methodsOf(client: object, prefix = ""): Record<string, string> {
  const prototype: object = Object.getPrototypeOf(client);
  const methods: Record<string, string> = {};
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === "constructor" || name.startsWith("_")) continue;
    if (property.get) {
      const resource: unknown = Reflect.get(client, name);
      if (typeof resource === "object" && resource)
        Object.assign(methods, methodsOf(resource, `${prefix}${name}.`));
    } else {
      const label = LABEL.exec(`${Reflect.get(prototype, name)}${Reflect.get(prototype, `__${name}`)}`);
      if (!label) throw new Error(`${prefix}${name} does not say what it calls`);
      methods[`${prefix}${name}`] = `${label[1]} ${label[2]}`;
    }
  }
  return methods;
}
