import { readAllDescriptions } from "@intercom-openapi/descriptions";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { expect, test } from "vitest";
import { documented } from "../src/documented.ts";
import { openapiNodes, printed } from "../src/openapi-types.ts";
import { transform } from "../src/transform.ts";

test("openapi-typescript itself, with its checks of the description, writes the same types", async () => {
  const newest = (await readAllDescriptions()).at(-1)!;
  const document = documented(newest.corrected);
  const theirs = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    alphabetize: true,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform,
    silent: true,
  });
  const lines = (text: string) => text.split("\n").map((line) => line.trim());
  expect(lines(printed(openapiNodes(document)))).toEqual(lines(astToString(theirs)));
});
