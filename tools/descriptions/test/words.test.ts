import { json } from "@intercom-openapi/support";
import { expect, test } from "vitest";
import { lint, lintLayers } from "../src/lint.ts";
import type { OpenApiDocument } from "../src/openapi.ts";
import { located } from "../src/problem.ts";
import { readDescription, readLayers } from "../src/read.ts";
import { mini, specsWith, WORDS } from "./mini.ts";

const described = (words: object, change: (facts: OpenApiDocument) => void = () => {}) => {
  const facts = mini();
  change(facts);
  return readDescription("1.0", specsWith(facts, [], words));
};

async function problemsOf(words: object, change: (facts: OpenApiDocument) => void = () => {}) {
  const facts = mini();
  change(facts);
  const specs = specsWith(facts, [], words);
  const [description, layers] = [readDescription("1.0", specs), readLayers(specs)];
  const problems = [...(await lint(description, layers)), ...(await lintLayers([description], layers))];
  const lines = json(words).split("\n");
  return problems
    .map(located)
    .map(({ file, line, reason }) => ({ file, reason, at: (lines[line - 1] ?? "").trim() }));
}

test("a text beside a name is its description, wherever it stands", () => {
  const { corrected } = described({
    info: "Version {version}.",
    tags: { Contacts: "Everybody." },
    operations: {
      "PUT /contacts/{contact_id}": {
        summary: "Change a contact",
        parameters: { contact_id: "Who." },
        requestBody: "The changes.",
        responses: { "200": "As it is now." },
      },
    },
    schemas: { contact: { description: "Somebody.", properties: { name: "What they are called." } } },
  });
  const { put } = corrected.paths["/contacts/{contact_id}"]!;
  expect(corrected.info.description).toBe("Version 1.0.");
  expect(corrected.tags?.[0]?.description).toBe("Everybody.");
  expect(put).toMatchObject({ summary: "Change a contact", requestBody: { description: "The changes." } });
  expect(put?.parameters?.[0]).toMatchObject({ name: "contact_id", description: "Who." });
  expect(put?.responses["200"]).toMatchObject({ description: "As it is now." });
  expect(corrected.components.schemas["contact"]?.description).toBe("Somebody.");
  expect(corrected.components.schemas["contact"]?.properties?.["name"]?.description).toBe(
    "What they are called.",
  );
});

test("words go to items, branches and what stands in a body's JSON", () => {
  const { corrected } = described(
    {
      schemas: { contact_list: { properties: { data: { items: { properties: { id: "An id." } } } } } },
      operations: {
        "GET /contacts": { responses: { "200": { properties: { total: { anyOf: { 1: "A text." } } } } } },
      },
    },
    (facts) => {
      facts.components.schemas["contact_list"]!.properties!["data"]!.items = { properties: { id: {} } };
      const answer = facts.paths["/contacts"]!.get!.responses["200"] as { content: object };
      answer.content = { "application/json": { schema: { properties: { total: { anyOf: [{}, {}] } } } } };
    },
  );
  const list = corrected.components.schemas["contact_list"]?.properties?.["data"]?.items;
  expect(list?.properties?.["id"]?.description).toBe("An id.");
  expect(json(corrected.paths["/contacts"]?.get?.responses["200"])).toContain("A text.");
});

test("one entry is for several names", () => {
  const { corrected } = described({ schemas: { "contact, error": "Something." } });
  const { contact, error } = corrected.components.schemas;
  expect([contact?.description, error?.description]).toEqual(["Something.", "Something."]);
});

test("a version has words of its own where its meaning differs", () => {
  const words = (range: string) => ({
    schemas: { contact: { [range]: "An old one.", ">1.0": "A new one." } },
  });
  expect(described(words("1.0")).corrected.components.schemas["contact"]?.description).toBe("An old one.");
  expect(described(words("0.9")).corrected.components.schemas["contact"]?.description).toBe("A person.");
});

const example = (value: unknown, objects: object = {}) => ({
  operations: {
    "PUT /contacts/{contact_id}": { responses: { "200": { examples: { contact: { value } } } } },
  },
  objects,
});

function shown(value: unknown, objects?: object, change?: (facts: OpenApiDocument) => void): unknown {
  const { corrected } = described(example(value, objects), change);
  const answer = corrected.paths["/contacts/{contact_id}"]?.put?.responses["200"];
  return answer && "content" in answer
    ? answer.content?.["application/json"]?.examples?.["contact"]?.value
    : undefined;
}

const anything = (facts: OpenApiDocument) =>
  void (facts.components.schemas["contact"] = {
    type: "object",
    description: "Any.",
    additionalProperties: true,
  });

test("an example is like an object, with differences inside and without some of it", () => {
  const mira = { id: "1", name: "Mira", place: { city: "Cork", code: "IE" }, tags: [1, 2], old: 1 };
  const value = { $like: "mira", $without: ["old"], name: null, place: { city: "Galway" }, tags: [3] };
  expect(shown(value, { mira }, anything)).toEqual({
    id: "1",
    name: null,
    place: { city: "Galway", code: "IE" },
    tags: [3],
  });
});

test("an object is like another one", () => {
  const objects = { mira: { id: "1", name: "Mira" }, twin: { $like: "mira", id: "2" } };
  expect(shown({ friends: [{ $like: "twin" }] }, objects, anything)).toEqual({
    friends: [{ id: "2", name: "Mira" }],
  });
});

test("an example leaves out what the version does not declare or have", () => {
  expect(shown({ id: { "1.0": "old", ">1.0": "new" }, name: { ">1.0": "Mira" }, nickname: "M" })).toEqual({
    id: "old",
  });
});

test("an object that is not there, or like itself, is named with its line", async () => {
  const [missing] = await problemsOf(example({ $like: "nobody" }));
  expect(missing).toMatchObject({ reason: expect.stringContaining("there is no object `nobody`") });
  const [circle] = await problemsOf(example({ $like: "a" }, { a: { $like: "a" } }));
  expect(circle).toMatchObject({ reason: expect.stringContaining("`a` is like itself"), at: '"contact": {' });
});

test.each([
  [{ schemas: { visitor: "Somebody." } }, '"visitor": "Somebody."'],
  [{ schemas: { contact: { properties: { nickname: "Short." } } } }, '"nickname": "Short."'],
  [{ operations: { "GET /visitors": { summary: "List visitors" } } }, '"summary": "List visitors"'],
  [{ schemas: { contact: { ">1.0": "New." } } }, '">1.0": "New."'],
])("words for nothing are named with their line", async (words, at) => {
  const [problem] = await problemsOf(words);
  expect(problem).toMatchObject({ at, reason: "Words for what is in no version. (words)" });
  expect(problem?.file).toContain(WORDS);
});

test("a property of an example that no version declares is named", async () => {
  const [problem] = await problemsOf(example({ id: "1", nickname: "M" }));
  expect(problem?.reason).toBe("No version declares `nickname` of this example. (words)");
});

test("an example that does not fit is named where it is written", async () => {
  const [problem] = await problemsOf(example({ id: 1 }));
  expect(problem?.reason).toMatch(/`id` property type must be string.*no-invalid-media-type-examples/);
  expect(problem).toMatchObject({ file: expect.stringContaining(WORDS), at: '"id": 1' });
});

test("what has no words is named where they belong", async () => {
  const words = { tags: { Contacts: "People." }, schemas: { contact: "A person." } };
  const missing = await problemsOf(words, (facts) => {
    delete facts.components.schemas["contact"]!.properties!["name"]!.description;
    delete facts.components.schemas["contact_list"]!.description;
    delete facts.paths["/contacts"]!.get!.description;
  });
  const places = missing.map(({ file, reason, at }) => [
    file.endsWith(WORDS),
    reason.replace(/ \(.*/, ""),
    at,
  ]);
  expect(places).toContainEqual([true, "1.0: `name` has no description.", '"contact": "A person."']);
  expect(places.map(([, reason]) => reason)).toContain("1.0: `contact_list` has no description.");
  expect(places.map(([, reason]) => reason)).toContain("1.0: The operation has no description.");
  expect(places.every(([inWords]) => inWords)).toBe(true);
});
