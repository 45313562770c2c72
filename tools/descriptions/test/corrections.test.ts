import { relative } from "node:path";
import { bundle as bundleDocument, createConfig } from "@redocly/openapi-core";
import { json } from "@intercom-openapi/support";
import { expect, test } from "vitest";
import { assemble } from "../src/assemble.ts";
import { lint } from "../src/lint.ts";
import { located } from "../src/problem.ts";
import { readDescription, readLayers } from "../src/read.ts";
import { CORRECTIONS, correctionsOf, mini, specsWith } from "./mini.ts";

const contact = "$.components.schemas.contact";
const correctedBy = (...actions: object[]) => readDescription("1.0", specsWith(mini(), actions));

test("a correction changes the description and leaves the published one as it is", () => {
  const { published, corrected, leftOut } = correctedBy(
    { target: `${contact}.required[?@ == 'id']`, remove: true },
    { target: contact, update: { required: ["name"], properties: { email: { type: "string" } } } },
  );
  expect(corrected.components.schemas["contact"]?.required).toEqual(["name"]);
  expect(Object.keys(corrected.components.schemas["contact"]?.properties ?? {})).toEqual([
    "id",
    "name",
    "email",
  ]);
  expect(published).toEqual(mini());
  expect(leftOut).toEqual([]);
});

test("a value that a list has already is not added twice", () => {
  const { corrected, leftOut } = correctedBy({ target: contact, update: { required: ["name", "id"] } });
  expect(corrected.components.schemas["contact"]?.required).toEqual(["id", "name"]);
  expect(leftOut).toEqual([]);
});

test.each([
  ["selects nothing", { target: "$.components.schemas.visitor", update: { type: "object" } }],
  ["changes nothing", { target: contact, update: { type: "object" } }],
  ["changes nothing", { target: contact, update: { required: ["id"] } }],
  ["selects nothing", { target: `${contact}.required[?@ == 'name']`, remove: true }],
  ["`title` is of another kind than its update", { target: "$.info", update: { title: { a: 1 } } }],
  ["are of different kinds", { target: "$.info.title", update: "Maxi" }],
  ["no JSONPath", { target: "$.[", remove: true }],
])("a correction that %s is left out whole, and its line is named", async (reason, action) => {
  const actions = [{ target: "$.info", update: { title: "Maxi" } }, action];
  const { corrected, leftOut } = correctedBy(...actions);
  expect(corrected).toEqual({ ...mini(), info: { ...mini().info, title: "Maxi" } });
  const [{ file, pointer, reason: said }] = leftOut as [(typeof leftOut)[0]];
  expect(said).toContain(reason);
  const problem = await located({ file, pointer, reason: said });
  expect(problem.file).toMatch(new RegExp(`${CORRECTIONS}$`));
  const line = json(correctionsOf(actions)).split("\n")[problem.line - 1];
  expect(line).toContain(JSON.stringify(action.target));
});

test.each([
  ["1.0", true],
  [">=1.0", true],
  ["<=1.0", true],
  ["2.12", false],
  ["<1.0", false],
  [">1.0", false],
  ["<2.12", true],
  ["Preview", false],
  ["<Preview", true],
  [">=0.9 <1.1", true],
  [">=0.9 <1.0", false],
])("a correction for %s is applied to 1.0: %s", (range, applied) => {
  const action = { target: "$.info", "x-versions": range, update: { title: "Maxi" } };
  const { corrected, leftOut } = correctedBy(action);
  expect(corrected.info.title).toBe(applied ? "Maxi" : "Mini");
  expect(leftOut).toEqual([]);
});

test("what is wrong with a node that a correction wrote is told at that correction, not where the facts are", async () => {
  const actions = [
    { target: "$.info", update: { title: "Maxi" } },
    { target: `${contact}.properties`, update: { email: { type: "strng" } } },
    { target: `${contact}.properties`, update: { phone: { type: "string" } } },
    { target: "$.paths['/contacts'].get['x-pagination']", update: { style: "offset" } },
  ];
  const specs = specsWith(mini(), actions);
  const problems = await lint(readDescription("1.0", specs), readLayers(specs));
  const written = json(correctionsOf(actions)).split("\n");
  for (const [pointer, key, index] of [
    ["#/components/schemas/contact/properties/email/type", "struct", 1],
    ["#/paths/~1contacts/get/x-pagination/style", "intercom/paginated", 3],
  ] as const) {
    const problem = problems.find((one) => one.pointer === pointer && one.reason.includes(key));
    expect(problem?.file).toMatch(new RegExp(`${CORRECTIONS}$`));
    const above = written.slice(0, problem?.line).join("\n");
    expect(above.split('"target"').length - 1).toBe(index);
  }
});

test("a reference of a correction that leads nowhere is told at that correction", () => {
  const actions = [
    { target: `${contact}.properties`, update: { email: { $ref: "#/components/schemas/a" } } },
  ];
  expect(() => correctedBy(...actions)).toThrow(
    new RegExp(`${CORRECTIONS}:\\d+ #/actions/0\\n.*schemas/a\`, once corrected`),
  );
});

test.each([
  [/#\/actions\/0\/x-versions\n {2}`"newest"` is no version and no range/, { "x-versions": "newest" }],
  [/#\/actions\/0\n {2}`x-evidence` is missing/, { "x-evidence": undefined }],
])("a correction that is written wrongly is named with its line: %s", (told, wrong) => {
  const action = { target: "$.info", update: { title: "Maxi" }, ...wrong };
  expect(() => correctedBy(action)).toThrow(told);
  expect(() => correctedBy(action)).toThrow(`${CORRECTIONS}:`);
});

test("Redocly makes the same of facts and corrections", async () => {
  const actions = [
    { target: `${contact}.properties['id', 'name']`, update: { deprecated: true } },
    { target: "$.paths[*][?@.operationId == 'listContacts'].responses['401']", remove: true },
    { target: "$..properties[?@.type == 'object']", update: { type: "array", items: {} } },
    { target: contact, update: { required: ["name"] } },
  ];
  const specs = specsWith(mini(), actions);
  const { file, published } = readDescription("1.0", specs);
  const { bundle } = await bundleDocument({
    ref: file,
    overlays: [relative(process.cwd(), `${specs}/${CORRECTIONS}`)],
    config: await createConfig({}),
  });
  expect(assemble(published, { ...readLayers(specs), words: [] }, file).corrected).toEqual(bundle.parsed);
});
