import { expect, test } from "vitest";
import { addApiVersion, anyVersion, createIntercomClient, type ApiVersion } from "../src/index.js";
import { API_VERSIONS } from "../src/generated/versions.js";

test("a version of one's own is sent like the others, once it is added", async () => {
  const version = "Preview" as ApiVersion;
  const sent: (string | null)[] = [];
  const fetch = async ({ headers }: Request) => {
    sent.push(headers.get("Intercom-Version"));
    return Response.json({});
  };
  const create = () => createIntercomClient({ version, token: "t", fetch });
  expect(create).toThrow(/No version Preview/);
  addApiVersion(version);
  addApiVersion(version);
  const client = create();
  await anyVersion(client).GET("/me");
  expect(sent).toEqual(["Preview"]);
  expect(API_VERSIONS).toEqual(["2.11", "2.12", "Preview"]);
});
