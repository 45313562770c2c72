import { describe, expect, test } from "vitest";
import { validate } from "../src/lint.ts";
import { DescriptionError, type Located } from "../src/problem.ts";
import { readDescription } from "../src/read.ts";
import { mini, specsWith } from "./mini.ts";

async function problemsOf(description: string | object): Promise<Located[]> {
  const reading = async () => validate(readDescription("1.0", specsWith(description)));
  const error: unknown = await reading().catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DescriptionError);
  return (error as DescriptionError).problems;
}

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
