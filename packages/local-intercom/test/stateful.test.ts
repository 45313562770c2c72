import { expect, test } from "vitest";
import { versionApis } from "../src/description/descriptions.ts";
import { HANDLERS } from "../src/resources/index.ts";

test.each([...versionApis()])("no operation of %s only repeats its example", (_version, api) => {
  const operations = api.operationIds;
  expect(operations.length).toBeGreaterThan(100);
  expect(operations.filter((operationId) => !HANDLERS.has(operationId))).toEqual([]);
});
