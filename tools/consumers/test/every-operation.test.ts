import { createIntercomClient, type ApiVersion } from "@intercom-openapi/client";
import {
  operationsOf,
  readAllDescriptions,
  type OpenApiDocument,
  type OperationEntry,
} from "@intercom-openapi/descriptions";
import { routeTo, startLocalIntercom, type LocalIntercom } from "@intercom-openapi/local-intercom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleOrSample } from "../src/support/example-or-sample.ts";

const descriptions = await readAllDescriptions();
let local: LocalIntercom;

beforeAll(async () => {
  local = await startLocalIntercom();
});

afterAll(() => local.close());

describe.each(descriptions)(
  "every operation of $version reaches the server as described",
  ({ version, corrected }) => {
    const operations = operationsOf(corrected);

    test("they are here", () => {
      expect(operations.length).toBeGreaterThan(100);
    });

    test.each(operations)("$operation.operationId", async (entry) => {
      const sent: Request[] = [];
      const route = routeTo(local.url);
      const client = createIntercomClient({
        version: version as ApiVersion,
        token: local.token,
        fetch: (request) => {
          sent.push(request.clone());
          return route(request);
        },
      });
      const method = entry.method.toUpperCase() as "GET";
      const call = client[method] as (path: string, init: object) => ReturnType<(typeof client)["GET"]>;
      const { path, query, body } = input(corrected, entry);

      // the local Intercom refuses a wrong method, path, token, version, query or body
      const { error, response } = await call(entry.path, {
        params: { path, query },
        body,
        parseAs: "stream",
      });

      expect(error, JSON.stringify(error)).toBeUndefined();
      expect(response.ok).toBe(true);
      expect(sent).toHaveLength(1);
      const [request] = sent;
      expect(request?.method).toBe(method);
      expect(new URL(request?.url ?? "").pathname).toBe(entry.path.replaceAll(/\{\w+\}/g, "id-1"));
      expect(request?.headers.get("Intercom-Version")).toBe(version);
      expect(await request?.text()).toBe(body === undefined ? "" : JSON.stringify(body));
    });
  },
);

function input(document: OpenApiDocument, { parameters, operation }: OperationEntry) {
  const path = Object.fromEntries(
    parameters.filter((p) => p.in === "path").map(({ name }) => [name, "id-1"]),
  );
  const required = parameters.filter((p) => p.in === "query" && p.required);
  const query = Object.fromEntries(
    required.map(({ name, schema }) => [name, exampleOrSample(document, { schema })]),
  );
  const media = operation.requestBody?.content["application/json"];
  return { path, query, body: media && exampleOrSample(document, media) };
}
