import { expect, test } from "vitest";
import type { Schema } from "../src/openapi.ts";
import { operationName, successAnswers } from "../src/operations.ts";
import { childSchemas } from "../src/schemas.ts";
import { mini } from "./mini.ts";

test("an operation is called by its method and path", () => {
  expect(operationName({ method: "get", path: "/contacts/{contact_id}" })).toBe("GET /contacts/{contact_id}");
});

test("the answers that are a success are those of 200 to 299, a range among them", () => {
  const answer = { description: "An answer." };
  const responses = { "200": answer, "2XX": answer, "302": answer, "404": answer, default: answer };
  expect(successAnswers(mini(), { responses })).toEqual([
    ["200", answer],
    ["2XX", answer],
  ]);
});

test("the children of a schema are found wherever one may stand, and no deeper", () => {
  const [property, item, value, all, any, one]: Schema[] = Array.from({ length: 6 }, (_, index) => ({
    title: String(index),
    items: {},
  }));
  const schema = {
    properties: { property: property! },
    items: item!,
    additionalProperties: value!,
    allOf: [all!],
    anyOf: [any!],
    oneOf: [one!],
  };
  expect(childSchemas(schema)).toEqual([property, item, value, all, any, one]);
  expect(childSchemas({ additionalProperties: true })).toEqual([]);
  expect(childSchemas({ $ref: "#/components/schemas/contact" })).toEqual([]);
});
