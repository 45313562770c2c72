import { readFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dump } from "js-yaml";
import { expect, test, vi } from "vitest";
import { adopt } from "../src/adopt/adopt.ts";
import { OfficialError } from "../src/official.ts";
import { pointerKey, refKeys } from "../src/ref.ts";
import { run } from "../src/run.ts";
import { mini, specsWith } from "./mini.ts";

const SAME = { operationId: "a", responses: {} };
const WHERE = { commit: "c", date: "2026-01-01" };

/** What Intercom publishes is 3.0, has words and examples of its own, and refers to shared answers. */
function official() {
  return {
    openapi: "3.0.1",
    info: { title: "Intercom API", version: "3.1", description: "Theirs." },
    servers: [{ url: "https://api.intercom.io/", description: "Theirs." }],
    tags: [{ name: "Contacts", description: "Theirs." }],
    paths: {
      "/contacts/{id}/notes/{id2}": {
        patch: {
          summary: "Theirs",
          "x-fern-ignore": true,
          parameters: [
            {
              name: "id",
              in: "path",
              required: true,
              description: "Theirs.",
              schema: { type: "integer", example: 1 },
            },
            { name: "id2", in: "path", required: true, schema: { type: "string" } },
          ],
          requestBody: {
            content: { "application/json": { schema: { $ref: "#/components/schemas/contact" } } },
          },
          responses: {
            200: {
              description: "Theirs.",
              content: { "application/json": { examples: { a: { value: 1 } } } },
            },
            401: { $ref: "#/components/responses/Unauthorized" },
          },
        },
      },
    },
    components: {
      responses: {
        Unauthorized: { description: "Theirs.", content: { "text/plain": { schema: { type: "string" } } } },
      },
      schemas: {
        contact: {
          type: "object",
          title: "Theirs",
          properties: {
            title: { type: "string", nullable: true, description: "Theirs." },
            kind: { type: "string", nullable: true, enum: ["a"] },
            state: { nullable: true, enum: ["a"] },
            owner: { $ref: "#/components/schemas/contact", nullable: true },
            gone: { $ref: "#/components/schemas/nothing" },
            either: { nullable: true, oneOf: [{ type: "string" }, { type: "integer" }] },
          },
        },
      },
    },
  };
}

type Official = ReturnType<typeof official>;

const adopted = async (change: (document: Official) => void = () => {}) => {
  const document = official();
  change(document);
  return adopt({ text: dump(document, { noRefs: true }), name: "3.1.yaml" }, "3.1", WHERE, {
    notes: "remark_id",
  });
};

test("facts are written in OpenAPI 3.1, without a sentence, an example or an extension", async () => {
  const { facts, text } = await adopted();
  expect(text).not.toMatch(/Theirs|example|x-fern|description: /);
  expect(facts.components.schemas["contact"]?.properties).toEqual({
    title: { type: ["string", "null"] },
    kind: { type: ["string", "null"], enum: ["a", null] },
    state: { enum: ["a", null] },
    owner: { anyOf: [{ $ref: "#/components/schemas/contact" }, { type: "null" }] },
    gone: { "x-published-ref": "#/components/schemas/nothing" },
    either: { oneOf: [{ type: "string" }, { type: "integer" }, { type: "null" }] },
  });
  expect(facts.servers).toEqual([{ url: "https://api.intercom.io" }]);
});

test("an operation without an id is named by rule, and that is said", async () => {
  const { facts, unnamed } = await adopted();
  const { patch } = facts.paths["/contacts/{contact_id}/notes/{id2}"]!;
  expect(patch?.operationId).toBe("patchContactsByContactIdNotesById2");
  expect(unnamed).toEqual(["PATCH /contacts/{contact_id}/notes/{id2}"]);
});

test("a placeholder says what it identifies, by rule or by exception", async () => {
  const move = (path: string) =>
    adopted((document) => {
      const [item] = Object.values(document.paths);
      item!.patch.parameters.splice(1);
      document.paths = { [path]: item } as unknown as Official["paths"];
    });
  for (const [from, to] of [
    ["/companies/{id}", "/companies/{company_id}"],
    ["/notes/{id}", "/notes/{remark_id}"],
    ["/news/news_items/{id}/x", "/news/news_items/{news_item_id}/x"],
  ]) {
    const { facts } = await move(from!);
    expect(Object.keys(facts.paths)).toEqual([to]);
    expect(facts.paths[to!]?.patch?.parameters?.[0]).toMatchObject({ name: /\{(.*)\}/.exec(to!)?.[1] });
  }
});

test("the headers of an answer stand at it, also where it refers to shared ones", async () => {
  const schema = { type: "integer", nullable: true, description: "Theirs." };
  const { facts } = await adopted((document) => {
    const { patch } = document.paths["/contacts/{id}/notes/{id2}"];
    Object.assign(patch.responses[200], {
      headers: {
        "X-Limit": { description: "Theirs.", schema },
        "X-Left": { $ref: "#/components/headers/Left" },
      },
    });
    Object.assign(document.components, { headers: { Left: { schema, required: true } } });
  });
  const answer = facts.paths["/contacts/{contact_id}/notes/{id2}"]?.patch?.responses["200"];
  expect(answer).toHaveProperty("headers", {
    "X-Limit": { schema: { type: ["integer", "null"] } },
    "X-Left": { required: true, schema: { type: ["integer", "null"] } },
  });
});

test("a reference that leads nowhere is told of", async () => {
  const { dangling } = await adopted();
  expect(dangling).toEqual([
    {
      pointer: "#/components/schemas/contact/properties/gone",
      reason: "#/components/schemas/nothing leads nowhere",
    },
  ]);
});

const PATCH = "/paths/~1contacts~1{id}~1notes~1{id2}/patch";

test.each<[string, string, unknown]>([
  ["`trace` is nothing that the tools know", "/paths/~1contacts~1{id}~1notes~1{id2}/trace", {}],
  ["an object was expected", PATCH, null],
  ["an object was expected", "/components/schemas/other", 1],
  ["#/components/schemas/contact/properties/title", "/components/schemas/contact/properties/title", 1],
  ["a list was expected", "/components/schemas/contact/properties/kind/enum", "a"],
  ["`responses` is missing", `${PATCH}/responses`, undefined],
  ["`other` is no placeholder of", `${PATCH}/parameters/0/name`, "other"],
  ["`in` is missing", `${PATCH}/parameters/0/in`, undefined],
  ["`schema` is missing", `${PATCH}/parameters/0/schema`, undefined],
  ["#/components/responses/Gone leads nowhere", `${PATCH}/responses/401/$ref`, "#/components/responses/Gone"],
  ["are the same path", "/paths/~1contacts~1{a}~1notes~1{b}", {}],
  ["two placeholders of `/as/{a_id}/as/{a_id}` have one name", "/paths/~1as~1{id}~1as~1{id}", {}],
  ["have one operationId", "/paths/~1a", { get: SAME, put: SAME }],
  ["describes version 3.0, not 3.1", "/info/version", "3.0"],
  ["`paths` is missing", "/paths", undefined],
])("what cannot be understood is named with its place: %s", async (reason, pointer, value) => {
  const refused = adopted((document) => set(document, pointer, value));
  await expect(refused).rejects.toThrow(OfficialError);
  await expect(refused).rejects.toThrow(reason);
  await expect(refused).rejects.toThrow("3.1.yaml");
});

test("whatever is changed in a description, it is adopted whole or named, never a crash", async () => {
  const places = pointersOf(official());
  const values = [null, 7, "text", [], {}, [null], { $ref: "#/nowhere" }];
  const outcomes = places.flatMap((pointer) =>
    values.map((value) =>
      adopted((document) => set(document, pointer, value)).then(
        () => "adopted",
        (error: unknown) => (error instanceof OfficialError ? "named" : `${pointer}: ${String(error)}`),
      ),
    ),
  );
  expect(outcomes.length).toBeGreaterThan(400);
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set(["adopted", "named"]));
});

async function command(...args: string[]) {
  const lines: string[] = [];
  const spies = (["log", "error"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((line: string) => void lines.push(line)),
  );
  try {
    return { code: await run(args), said: lines.join("\n") };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

test("the command makes a folder for a new version, and the same file twice changes no byte", async () => {
  const specs = specsWith(mini(), [
    { target: "$.components.schemas.contact_list", "x-versions": "1.0", update: { type: "object" } },
  ]);
  const against = join(specs, "theirs.yaml");
  writeFileSync(against, dump(official()));
  const first = await command(
    "adopt",
    "3.1",
    "--against",
    against,
    "--specs",
    specs,
    "--commit",
    "abcdef0",
    "--date",
    "2026-02-03",
  );
  expect(first.code).toBe(0);
  expect(first.said).toContain("3.1: a new version");
  const file = join(specs, "3.1/openapi.yaml");
  const before = readFileSync(file, "utf8");
  expect(before).toMatch(/commit: abcdef0\n {4}date: "2026-02-03"/);
  const second = await command("adopt", "3.1", "--against", against, "--specs", specs);
  expect(second).toMatchObject({ code: 0, said: expect.stringContaining("3.1: 0 facts adopted") });
  expect(readFileSync(file, "utf8")).toBe(before);
  const drift = await command("drift", "3.1", "--against", against, "--specs", specs);
  expect(drift).toMatchObject({ code: 0, said: expect.stringContaining("3.1: 0 differences") });
});

test("a correction that the new facts do not take is named with file, line and version", async () => {
  const specs = specsWith(mini(), [
    { target: "$.components.schemas.contact_list", update: { type: "array" } },
  ]);
  const against = join(specs, "theirs.yaml");
  writeFileSync(against, dump(official()));
  const { code, said } = await command("adopt", "3.1", "--against", against, "--specs", specs);
  expect(code).toBe(1);
  expect(said).toMatch(/10-test\.yaml:\d+ #\/actions\/0\/target\n {2}3\.1: The action selects nothing/);
});

test("what is not understood leaves no half a file", async () => {
  const specs = specsWith(mini());
  const against = join(specs, "theirs.yaml");
  writeFileSync(against, dump({ ...official(), paths: { "/a": { get: {} } } }));
  const { code, said } = await command("adopt", "3.1", "--against", against, "--specs", specs);
  expect(code).toBe(2);
  expect(said).toContain("`responses` is missing");
  expect(existsSync(join(specs, "3.1"))).toBe(false);
});

test.each([[], ["latest"], ["../2.12"]])("what is no version is refused: %s", async (...version) => {
  const { code, said } = await command("adopt", ...version, "--against", "x.yaml");
  expect(code).toBe(2);
  expect(said).toContain("is no version");
});

test.each([
  ["--date", "yesterday"],
  ["--date", "2026-13-01"],
  ["--commit", "main"],
])("where a file is from is written as it can be looked up: %s %s", async (option, value) => {
  const { code, said } = await command("adopt", "3.1", "--against", "x.yaml", option, value);
  expect(code).toBe(2);
  expect(said).toContain(`not ${value}.`);
});

test("aliases are refused: a few lines of them stand for more than there is memory", async () => {
  const text = 'openapi: 3.0.1\ninfo: &info {title: A, version: "3.1"}\npaths: *info\n';
  const read = async () => adopt({ text, name: "3.1.yaml" }, "3.1", WHERE, {});
  await expect(read).rejects.toThrow(/^3\.1\.yaml:3 is no YAML/);
});

function set(document: object, pointer: string, value: unknown): void {
  const keys = refKeys(`#${pointer}`);
  const parent = keys
    .slice(0, -1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);
  const [node, key] = [parent as Record<string, unknown>, keys.at(-1) ?? ""];
  if (value === undefined) delete node[key];
  else node[key] = value;
}

function pointersOf(node: unknown, at = ""): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const pointer = `${at}/${pointerKey(key)}`;
    return [pointer, ...pointersOf(value, pointer)];
  });
}
