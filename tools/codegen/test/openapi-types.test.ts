import { readAllDescriptions } from "@intercom-openapi/descriptions";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { expect, test } from "vitest";
import { documented } from "../src/documented.ts";
import { openapiNodes, printed } from "../src/openapi-types.ts";
import { transform } from "../src/transform.ts";

const NEVER = /^\w+\?: never;$/;
const NOTHING = /\nparameters: \{\n\};/g;

test("openapi-typescript itself, with its checks of the description, writes the same types, but for what is never there", async () => {
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
  const own = lines(printed(openapiNodes(document)));
  const others = (all: string[]) =>
    all
      .filter((line) => !NEVER.test(line))
      .join("\n")
      .replaceAll(NOTHING, "");
  expect(others(own)).toEqual(others(lines(astToString(theirs))));

  // what types ask for by name: all of an operation, and the methods that paths have
  const never = own.flatMap((line, index) => (NEVER.test(line) ? [index] : []));
  expect(new Set(never.map((index) => own[index]))).toEqual(
    new Set(
      ["query", "header", "path", "cookie", "requestBody", "content", "get", "post", "put", "delete"].map(
        (name) => `${name}?: never;`,
      ),
    ),
  );
});
