import { json, Scratch } from "@intercom-openapi/support";
import { expect, onTestFinished, test } from "vitest";
import { readPlaceholderNames } from "../src/adopt/placeholders.ts";
import { checkEvidence, readEvidence } from "../src/evidence.ts";
import { lintLayers } from "../src/lint.ts";
import { onSound } from "../src/on-sound.ts";
import { DescriptionError, formatProblem } from "../src/problem.ts";
import { readAllDescriptions, readLayers } from "../src/read.ts";
import { pointerKey, refKeys } from "../src/ref.ts";
import { CORRECTIONS, correctionsOf, mini, WORDS } from "./mini.ts";

type Json = Record<string, unknown>;

const EVIDENCE = "evidence/test.yaml";
const FACTS = "1.0/openapi.yaml";
const NAMES = "placeholders.yaml";

/** Every kind of file that there is, each with most of what can stand in it. */
function files(): Record<string, unknown> {
  const facts = mini();
  facts.components.parameters = {
    page: { name: "page", in: "query", description: "Which.", schema: { type: "integer" } },
  };
  facts.paths["/contacts"]!.parameters = [{ $ref: "#/components/parameters/page" }];
  facts.components.schemas["contact"]!.properties!["query"] = { type: "object", description: "A search." };
  facts.components.schemas["contact"]!.properties!["query"].additionalProperties = true;
  facts.paths["/contacts/{contact_id}"]!.put!["x-search-fields"] = {
    operators: { string: ["="] },
    fields: { name: { kind: "string" } },
  };
  return {
    [FACTS]: facts,
    [CORRECTIONS]: correctionsOf([
      { target: "$.info", "x-versions": ">=1.0", update: { title: "Maxi" } },
      { target: "$.components.schemas.error.properties.type.enum", remove: true },
    ]),
    [WORDS]: {
      info: { description: "Contacts." },
      tags: { Contacts: { ">=1.0": "Everybody." } },
      operations: {
        "PUT /contacts/{contact_id}": {
          summary: "Change a contact",
          parameters: { contact_id: "Who." },
          responses: {
            "200": {
              examples: { known: { summary: "One", value: { $like: "contact", $without: ["name"] } } },
            },
          },
        },
      },
      schemas: { contact: { description: "Somebody.", properties: { name: "A name." } } },
      objects: { contact: { id: "1", name: "Mira" } },
    },
    [EVIDENCE]: [
      {
        of: "contact",
        versions: ["1.0"],
        source: "A page",
        date: "2026",
        strength: "live",
        value: { id: "1", name: null },
      },
      {
        of: "PUT /contacts/{contact_id} request",
        versions: ">=1.0",
        accepted: true,
        source: "A page",
        date: "2026-05",
        strength: "live",
        value: { id: "1", name: null, query: { field: "name", operator: "=", value: "a" } },
      },
    ],
    [NAMES]: { notes: "remark_id" },
  };
}

function written(change: (content: Record<string, unknown>) => void = () => {}): Scratch {
  const scratch = new Scratch();
  onTestFinished(() => scratch.remove());
  const content = files();
  change(content);
  for (const [file, value] of Object.entries(content)) scratch.write(file, value as object);
  return scratch;
}

/** What reading and checking all of it has to say, as it is printed. */
async function told({ path }: Scratch): Promise<string[]> {
  try {
    const layers = readLayers(path);
    const descriptions = readAllDescriptions(path, layers);
    readPlaceholderNames(path);
    const problems = [
      ...descriptions.flatMap(({ leftOut, words }) => [...leftOut, ...words.problems]),
      ...lintLayers(descriptions, layers),
      ...(await onSound(descriptions, () => checkEvidence(descriptions, readEvidence(path)))).problems,
    ];
    return problems.map(formatProblem);
  } catch (error) {
    if (error instanceof DescriptionError) return error.problems.map(formatProblem);
    throw error;
  }
}

function pointersOf(node: unknown, at = ""): string[] {
  if (typeof node !== "object" || node === null) return [at];
  return [
    at,
    ...Object.entries(node).flatMap(([key, value]) => pointersOf(value, `${at}/${pointerKey(key)}`)),
  ];
}

/** Another value at a pointer, or another key in its place. */
function set(content: Json, file: string, pointer: string, value: unknown): void {
  const keys = [file, ...(pointer ? refKeys(`#${pointer}`) : [])];
  const parent = keys.slice(0, -1).reduce<Json>((node, key) => node[key] as Json, content);
  parent[keys.at(-1)!] = value;
}

test("what is written well is read without a word", async () => {
  expect(await told(written())).toEqual([]);
});

test.each([FACTS, CORRECTIONS, WORDS, EVIDENCE, NAMES])(
  "whatever is changed in %s, it is read or named with file, line and pointer, never a crash",
  async (file) => {
    const scratch = written();
    const values = [null, 7, [null], {}];
    let named = 0;
    for (const pointer of pointersOf(files()[file])) {
      for (const value of values) {
        const content = files();
        set(content, file, pointer, value);
        scratch.write(file, json(content[file]));
        const problems = await told(scratch);
        for (const problem of problems) expect(problem).toMatch(/^\S+:\d+ #\/.*\n {2}\S/);
        named += problems.length > 0 ? 1 : 0;
      }
    }
    expect(named).toBeGreaterThan(5);
  },
);

const ACTION = "/actions/0";
const PUT = "/operations/PUT ~1contacts~1{contact_id}";
const EXAMPLE = `${PUT}/responses/200/examples/known`;

test.each<[reason: string, file: string, pointer: string, value: unknown]>([
  ["There is no `x-version` here, only", CORRECTIONS, `${ACTION}/x-version`, "1.0"],
  ["There is no `updat` here, only target", CORRECTIONS, `${ACTION}/updat`, {}],
  ["An action has either `update` or `remove`", CORRECTIONS, `${ACTION}/remove`, true],
  ["`remove` is `true` or not there", CORRECTIONS, "/actions/1/remove", "no"],
  ["removes the whole description", CORRECTIONS, "/actions/1/target", "$"],
  ["There is no version that `2.21` takes in", CORRECTIONS, `${ACTION}/x-versions`, "2.21"],
  ["There is no version that `>=1.1 <1.0` takes in", CORRECTIONS, `${ACTION}/x-versions`, ">=1.1 <1.0"],
  ["`1` is no version and no range", CORRECTIONS, `${ACTION}/x-versions`, 1],
  ["`components` is missing, once corrected", CORRECTIONS, "/actions/1/target", "$.components"],
  [
    "`responses` is missing, once corrected",
    CORRECTIONS,
    "/actions/1/target",
    "$.paths['/contacts'].get.responses",
  ],
  [
    "`#/components/parameters/page`, once corrected",
    CORRECTIONS,
    "/actions/1/target",
    "$.components.parameters",
  ],
  ["The version is not 1.0, once corrected", CORRECTIONS, "/actions/1/target", "$.info.version"],
  ["a text was expected", CORRECTIONS, `${ACTION}/x-reason`, 1],
  ["it must NOT have fewer than 1 characters", CORRECTIONS, `${ACTION}/x-evidence`, ""],
  ["Not as `pnpm descriptions adopt 1.0` writes it", FACTS, "/info/version", 1],
  ["Not as `pnpm descriptions adopt 1.0` writes it", FACTS, "/info/version", "1.1"],
  [
    "`http://127.0.0.1:1/a`",
    FACTS,
    "/components/schemas/contact/properties/name",
    { $ref: "http://127.0.0.1:1/a" },
  ],
  ["`#/components/schemas/a`", FACTS, "/components/schemas/a", { $ref: "#/components/schemas/a" }],
  [
    "`#/components/schemas/constructor`",
    FACTS,
    "/components/schemas/a",
    { $ref: "#/components/schemas/constructor" },
  ],
  [
    "`a` is composed of itself",
    FACTS,
    "/components/schemas/a",
    { allOf: [{ $ref: "#/components/schemas/a" }] },
  ],
  ["There is no `operation` here, only info, servers", WORDS, "/operation", {}],
  ["a text was expected", WORDS, "/schemas/contact/properties/name", 5],
  ["a text was expected", WORDS, "/schemas/contact/properties/name", null],
  ["a map by names was expected", WORDS, "/schemas/contact/properties", "A name."],
  ["Words for what is in no version", WORDS, "/schemas/contact/type", "A text."],
  ["Words for what is in no version", WORDS, "/schemas/contact/properties/constructor", "A text."],
  ["an example has a `value`", WORDS, `${EXAMPLE}/valeu`, {}],
  ["a map with `value` was expected", WORDS, EXAMPLE, "text"],
  ["there is no `$wihout`", WORDS, `${EXAMPLE}/value/$wihout`, ["name"]],
  ["`$without` is a list", WORDS, `${EXAMPLE}/value/$without`, "name"],
  ["No example is like this object", WORDS, "/objects/company", {}],
  ["other words for it are at", WORDS, "/schemas/contact, error", "Something."],
  ["There is no version that `2.21` takes in", EVIDENCE, "/0/versions", ["1.0", "2.21"]],
  ["is no name of a placeholder", NAMES, "/notes", "a b"],
])("what nobody could mean is named: %s", async (reason, file, pointer, value) => {
  const scratch = written((content) => set(content, file, pointer, value));
  expect(await told(scratch)).toEqual(expect.arrayContaining([expect.stringContaining(reason)]));
});

test.each([
  ["corrections/20-more.yml", "rename it"],
  ["words/MORE.YAML", "rename it"],
  ["evidence/more.json", "rename it"],
  ["2.13.yaml", "A version is a folder"],
  ["2.13/openapi.yml", "A version is a folder"],
  ["v2.13/openapi.yaml", "A version is a folder"],
])("a file that looks as if it were read, and is not, is named: %s", async (file, reason) => {
  const scratch = written((content) => (content[file] = {}));
  expect(await told(scratch)).toEqual([expect.stringContaining(reason)]);
  expect((await told(scratch))[0]).toContain(file.replace(/\/openapi.*/, ""));
});

test("without any version, there is nothing to generate from", async () => {
  const scratch = written((content) => delete content[FACTS]);
  expect(await told(scratch)).toEqual([expect.stringContaining("There is no version here")]);
});
