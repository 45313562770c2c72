import { describe, expect, test } from "vitest";
import { validate } from "../src/lint.ts";
import { DescriptionError, type Problem } from "../src/problem.ts";
import { readDescription } from "../src/read.ts";
import { mini, NO_ACTIONS, specsWith } from "./mini.ts";

async function problemsOf(description: unknown, overlay?: unknown): Promise<Problem[]> {
  const error: unknown = await readDescription("1.0", specsWith(description, overlay))
    .then(validate)
    .catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DescriptionError);
  return (error as DescriptionError).problems;
}

const overlayOf = (...actions: object[]) => ({ ...NO_ACTIONS, actions });

describe("a broken description is refused with file, line, pointer and reason", () => {
  test("YAML that does not parse", async () => {
    const [problem] = await problemsOf("openapi: 3.1.0\ninfo:\n  title: [unclosed\n");
    expect(problem?.file).toMatch(/1\.0\/openapi\.yaml$/);
    expect(problem?.line).toBeGreaterThan(2);
  });

  test("a reference to nothing", async () => {
    const description = mini();
    description.components.schemas["contact"]!.properties!["name"] = { $ref: "#/components/schemas/nothing" };
    const [problem] = await problemsOf(description);
    const lines = JSON.stringify(description, null, 2).split("\n");
    expect(problem?.pointer).toBe("#/components/schemas/contact/properties/name");
    expect(problem?.reason).toContain("resolve $ref");
    expect(lines[problem!.line - 1]).toMatch(/"name"|nothing/);
  });

  test("a keyword of the wrong kind", async () => {
    const description = mini();
    description.components.schemas["contact"]!.type = "strng";
    const [problem] = await problemsOf(description);
    expect(problem?.pointer).toBe("#/components/schemas/contact/type");
    expect(problem?.reason).toContain("type");
  });

  test("an operationId that is used twice", async () => {
    const description = mini();
    description.paths["/contacts/{contact_id}"]!.put!.operationId = "listContacts";
    const [problem] = await problemsOf(description);
    expect(problem?.reason).toMatch(/operationId/);
  });
});

describe("an overlay", () => {
  test("corrects the description and leaves the published one as it is", async () => {
    const target = "$.components.schemas.contact";
    const overlay = overlayOf(
      { target: `${target}.required[?@ == 'id']`, remove: true },
      {
        target,
        update: { required: ["name"], properties: { email: { type: "string", description: "Its e-mail." } } },
      },
    );
    const { published, corrected } = await readDescription("1.0", specsWith(mini(), overlay));
    expect(corrected.components.schemas["contact"]?.required).toEqual(["name"]);
    expect(Object.keys(corrected.components.schemas["contact"]?.properties ?? {})).toEqual([
      "id",
      "name",
      "email",
    ]);
    expect(published).toEqual(mini());
  });

  test.each([
    ["selects nothing", { target: "$.components.schemas.visitor", update: { type: "object" } }],
    ["changes nothing", { target: "$.components.schemas.contact", update: { type: "object" } }],
    ['has "id" already', { target: "$.components.schemas.contact", update: { required: ["name", "id"] } }],
    ["selects nothing", { target: "$.components.schemas.contact.required[?@ == 'name']", remove: true }],
  ])("with an action that %s is refused, and the line is named", async (reason, action) => {
    const first = { target: "$.info", update: { title: "Maxi" } };
    const overlay = overlayOf(first, action);
    const [problem] = await problemsOf(mini(), overlay);
    expect(problem?.file).toMatch(/1\.0\/overlay\.yaml$/);
    expect(problem?.reason).toContain(reason);
    expect(JSON.stringify(overlay, null, 2).split("\n")[problem!.line - 1]).toContain(action.target);
  });

  test("that merges an object into a string is refused", async () => {
    const [problem] = await problemsOf(mini(), overlayOf({ target: "$.info", update: { title: { a: 1 } } }));
    expect(problem?.reason).toContain("`title` is of another kind than its update");
  });

  test("with a path that is no JSONPath is refused", async () => {
    const problems = await problemsOf(mini(), overlayOf({ target: "$.[", remove: true }));
    expect(problems.map(({ reason }) => reason).join()).toContain("The target is no JSONPath");
  });
});
