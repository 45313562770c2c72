import type { OpenApiDocument, Operation, Schema } from "@intercom-openapi/descriptions";
import { expect, test } from "vitest";
import { renderHtml } from "../src/site/html.ts";
import { distinct } from "../src/site/page.ts";
import { referencePages, versionOf } from "../src/site/reference/index.ts";

const operation: Operation = {
  operationId: "listNotes",
  tags: ["Notes"],
  summary: "List notes",
  parameters: [{ name: "per_page", in: "query", schema: { type: "integer", maximum: 150 } }],
  responses: {
    "200": {
      description: "A page.",
      content: { "application/json": { schema: { $ref: "#/components/schemas/note_list" } } },
    },
    "401": {
      description: "The token is wrong.",
      content: {
        "application/json": { examples: { wrong: { value: { errors: [{ code: "unauthorized" }] } } } },
      },
    },
  },
};

const noteList: Schema = {
  type: "object",
  description: "A page of notes.",
  required: ["data"],
  properties: { data: { type: "array", items: { $ref: "#/components/schemas/note" } } },
};

const note: Schema = { type: "object", properties: { id: { type: "string" } } };

function description(
  version: string,
  schemas: Record<string, Schema>,
  paths: OpenApiDocument["paths"] = { "/notes": { get: operation } },
): OpenApiDocument {
  return {
    openapi: "3.1.0",
    info: { title: "Notes", version } as OpenApiDocument["info"],
    tags: [{ name: "Notes", description: "What is written down." }],
    paths,
    components: { schemas },
  };
}

function pageOf(path: string, ...documents: OpenApiDocument[]): string {
  const found = referencePages(documents.map(versionOf)).find((page) => page.path === path);
  if (!found) throw new Error(`There is no ${path}`);
  return found.markdown;
}

/** The page of a type with one property. */
function propertyRow(property: Schema): string | undefined {
  const document = description("1", {
    note: { type: "object", properties: { one: property } },
    note_list: noteList,
  });
  return /^\| `one` \| (.*) \|$/m.exec(pageOf("1/types/Note", document))?.[1];
}

test("an operation's page has its parameters, the type of its answer as a link, and its errors with their codes", () => {
  const page = pageOf("1/operations/get-notes", description("1", { note, note_list: noteList }));
  expect(page).toContain("# List notes\n\n`GET /notes`");
  expect(page).toContain("| `per_page` | `integer` | At most 150. |");
  expect(page).toContain("[NoteList](../types/NoteList.md)");
  expect(page).toContain("| `401` | `unauthorized` | The token is wrong. |");
});

test.for<[string, Schema, string]>([
  ["a primitive", { type: "string", description: "A text." }, "`string` | A text."],
  ["one that may be null", { type: ["string", "null"] }, "`string` or `null` | "],
  ["a time", { type: "integer", format: "unix-time" }, "`integer` (Unix seconds) | "],
  [
    "a list of another type",
    { type: "array", items: { $ref: "#/components/schemas/note" } },
    "array of [Note](./Note.md) | ",
  ],
  ["a map", { type: "object", additionalProperties: { type: "number" } }, "map of `number` | "],
  [
    "another type or null",
    { anyOf: [{ $ref: "#/components/schemas/note_list" }, { type: "null" }] },
    "[NoteList](./NoteList.md) or `null` | ",
  ],
  ["values", { type: "string", enum: ["a", "b"] }, "`string` | One of `a`, `b`."],
  [
    "values that the description names",
    { type: "string", description: "`a`.", enum: ["a"] },
    "`string` | `a`.",
  ],
  [
    "a default",
    { type: "integer", default: 20, deprecated: true },
    "`integer` | **Deprecated.** Default: `20`.",
  ],
  [
    "text with a bar and lines",
    { description: "a | b\n\nc", type: "string" },
    String.raw`${"`string`"} | a \| b<br>c`,
  ],
])("a property that is %s has its type and what else is known", ([, property, row]) => {
  expect(propertyRow(property)?.trimEnd()).toBe(row.trimEnd());
});

test("the properties of nameless objects have rows too, in lists, maps, and branches", () => {
  const inner = (name: string): Schema => ({ type: "object", properties: { [name]: { type: "string" } } });
  const document = description("1", {
    note: {
      type: "object",
      properties: {
        author: inner("id"),
        files: { type: "array", items: inner("url") },
        labels: { type: "object", additionalProperties: inner("color") },
        either: { anyOf: [inner("left"), { type: "array", items: inner("left") }, inner("left")] },
      },
      allOf: [{ $ref: "#/components/schemas/note_list" }],
      anyOf: [inner("draft")],
    },
    note_list: noteList,
  });
  const rows = [...pageOf("1/types/Note", document).matchAll(/^\| `(.*?)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual([
    "author",
    "author.id",
    "files",
    "files[].url",
    "labels",
    "labels.{key}.color",
    "either",
    "either.left",
    "either[].left",
    "data",
    "draft",
  ]);
});

test("a schema of branches names them, and branches that only require say what is required", () => {
  const document = description("1", {
    note: { oneOf: [{ $ref: "#/components/schemas/note_list" }, { type: "string" }] },
    note_list: { ...noteList, anyOf: [{ required: ["data"] }, { required: ["id", "name"] }] },
  });
  expect(pageOf("1/types/Note", document)).toContain("One of: [NoteList](./NoteList.md) or `string`.");
  expect(pageOf("1/types/NoteList", document)).toContain(
    "At least one is required: `data`, `id` with `name`.",
  );
});

test("what only one of two forms requires is not said to be required as such", () => {
  const form = (...required: string[]): Schema => ({
    type: "object",
    required,
    properties: Object.fromEntries(required.map((name) => [name, { type: "string" }])),
  });
  const forms = [form("kind", "part"), form("kind", "source")];
  const page = pageOf(
    "1/types/Note",
    description("1", {
      note: {
        oneOf: forms,
        properties: { of: { anyOf: forms }, maybe: { anyOf: [form("id"), { type: "null" }] } },
      },
      note_list: noteList,
    }),
  );
  expect(page).toContain("One is required: `part`, `source`.");
  expect(page).toContain("| `kind` | `string` **required** |");
  expect(page).toContain("| `source` | `string` **required** in some forms |");
  expect(page).toContain("| `of.kind` | `string` **required** |");
  expect(page).toContain("| `of.part` | `string` **required** in some forms |");
  expect(page).toContain("| `maybe.id` | `string` **required** |");
});

test("a type names the operations that carry it and the types that hold it", () => {
  const document = description("1", { note, note_list: noteList });
  expect(pageOf("1/types/NoteList", document)).toContain(
    "- [List notes](../operations/get-notes.md) `GET /notes`",
  );
  expect(pageOf("1/types/Note", document)).toContain("## Part of\n\n[NoteList](./NoteList.md)");
});

test("both versions say what differs, with links to each other, renamed types included", () => {
  const longer = { type: "object", properties: { id: { type: "string" }, text: { type: "string" } } };
  const renamed = {
    ...noteList,
    properties: { data: { type: "array", items: { $ref: "#/components/schemas/memo" } } },
  };
  const both = [
    description("1", { note, note_list: noteList }),
    description("2", { memo: longer, note_list: renamed }),
  ] as const;
  expect(pageOf("1/types/Note", ...both)).toContain(
    "> Differs from [2](../../2/types/Memo.md) as `Memo`. From 1 to 2:\n>\n> - `text`: added: string",
  );
  expect(pageOf("2/types/Memo", ...both)).toContain(
    "> Differs from [1](../../1/types/Note.md) as `Note`. From 1 to 2:\n>\n> - `text`: added: string",
  );
  expect(pageOf("1/operations/get-notes", ...both)).toContain(
    "types with differences: [Note](../types/Note.md)",
  );
  expect(pageOf("2/operations/get-notes", ...both)).toContain(
    "types with differences: [Memo](../types/Memo.md)",
  );
});

test("what only one version has is said there, and no difference too", () => {
  const schemas = { note, note_list: noteList };
  const added = {
    "/notes": { get: operation },
    "/notes/{note_id}": { get: { ...operation, operationId: "getNote" } },
  };
  const both = [description("1", schemas), description("2", { ...schemas, memo: note }, added)] as const;
  expect(pageOf("2/operations/get-notes-note_id", ...both)).toContain("> Not in 1.");
  expect(pageOf("2/types/Memo", ...both)).toContain("> Not in 1.");
  expect(pageOf("1/operations/get-notes", ...both)).toContain(
    "> The same in [2](../../2/operations/get-notes.md).",
  );
  expect(pageOf("2/index", ...both)).toContain("`GET /notes/{note_id}`");
});

test("three versions are compared each with each", () => {
  const schemas = { note, note_list: noteList };
  const page = pageOf("2/types/Note", ...["1", "2", "3"].map((version) => description(version, schemas)));
  expect(page).toContain("> No difference in [1](../../1/types/Note.md).");
  expect(page).toContain("> No difference in [3](../../3/types/Note.md).");
});

test("two pages at one place are an error, also where they differ in capitals", () => {
  const page = { title: "A", summary: "", markdown: "", kind: "Type" } as const;
  expect(() =>
    distinct([
      { ...page, path: "1/types/URL" },
      { ...page, path: "1/types/Url" },
    ]),
  ).toThrow('Both "A" and "A" would be 1/types/Url.html');
});

test("as HTML, links lead to HTML, rows and headings can be linked to, and operations have their method apart", () => {
  const text =
    "# A\n\n## B `c` d\n\n[e](../f.md#g) [h](https://i/j.md) `GET /k`\n\n| l | |\n| --- | --- |\n| `m_n` | <o> |\n";
  const { html, headings } = renderHtml(text);
  expect(headings).toEqual([{ id: "b-c-d", text: "B c d" }]);
  expect(html).toContain('<a href="../f.html#g">e</a> <a href="https://i/j.md">h</a>');
  expect(html).toContain('<code class="operation"><span class="get">GET</span> /k</code>');
  expect(html).toContain('<tr id="m_n">');
});
