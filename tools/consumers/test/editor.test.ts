import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { command } from "@intercom-openapi/support";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languageServer, tsserver, type Editor } from "../src/support/editor.ts";

const folder = fileURLToPath(new URL("../fixtures/editor", import.meta.url));
const hovers = join(folder, "hovers.mts");
const text = readFileSync(hovers, "utf8");

/** Where a text ends in the file: on the name that it ends with. */
function placeOf(marker: string) {
  const end = text.indexOf(marker) + marker.length - 1;
  const before = text.slice(0, end).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}

const EDITORS = [
  ["TypeScript 5.9", () => Promise.resolve(tsserver())],
  ["TypeScript 7", () => languageServer(folder)],
] as const;

describe.each(EDITORS)("in the editor, with %s", (_, start) => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await start();
    editor.open(hovers, text);
  });
  afterAll(() => editor.close());

  test.each([
    ["const { data", "const data: Contact | undefined"],
    ["data, error", "const error: IntercomApiError | undefined"],
    ["const contact", "const contact: Contact"],
    ["const conversation", "const conversation: Conversation"],
    ["const item", "const item: Contact"],
    ["item.location", "(property) Contact.location: ContactLocation"],
    ["const pages", "const pages: AsyncIterable<Page<Contact, ContactList>>"],
    ["const source", "const source: ConversationSource | null"],
    // a function, not a method: those that check for a lost `this` let it be taken out of its client
    ["const { GET", 'const GET: ClientMethod<"2.12", "GET">'],
  ])("a hover over `%s` names what it is", async (marker, shown) => {
    expect(await editor.hover(hovers, placeOf(marker))).toBe(shown);
  });

  test("the type of an answer leads to its interface, with its own comment", async () => {
    const { file, line } = await editor.typeDefinition(hovers, placeOf("const contact"));
    expect(file).toMatch(/packages\/types-[^/]+\/index\.d\.ts$/);
    const lines = readFileSync(file, "utf8").split("\n");
    expect(lines[line]).toBe("export interface Contact {");
    expect(lines[line - 1]).toMatch(/^\/\*\* .+ \*\/$/);
  });
});

/** The first lines of the ten mistakes, as a newcomer reads them. */
const SAID = [
  /Argument of type '"\/contact\/\{contact_id\}"' is not assignable to parameter of type '"\/\w+/,
  /Argument of type '"\/contacts\/1"' is not assignable to parameter of type '"\/\w+/,
  /Expected 2 arguments, but got 1\./,
  /Argument of type '"\/ticket_states"' is not assignable to parameter of type '"\/\w+/,
  /Type '"2\.10"' is not assignable to type 'keyof ApiVersions'\./,
  /Type '"uk"' is not assignable to type '("(us|eu|au)" \| ){3}undefined'\./,
  /'id' does not exist in type '\{ contact_id: string; \}'\./,
  /'nmae' does not exist in type '.*CreateOrUpdateTagRequest/,
  /Property 'emial' does not exist on type 'Contact'\. Did you mean 'email'\?/,
  /Argument of type '"\/me"' is not assignable to parameter of type '"\/\w+/,
];

test.each(["typescript-5.9", "typescript"])(
  "ten common mistakes say what is wrong, with %s",
  async (name) => {
    const compiler = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "bin/tsc");
    const args = [compiler, "--project", folder, "--pretty", "false"];
    const printed = await command(process.execPath, args, { cwd: folder }).then(
      () => "",
      (error: Error) => error.message,
    );
    const lines = printed.split("\n").filter((line) => line.includes("mistakes.mts("));
    expect(lines).toHaveLength(SAID.length);
    for (const [index, said] of SAID.entries()) expect(lines[index]).toMatch(said);
  },
);
