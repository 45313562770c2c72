import { expect, onTestFinished, test } from "vitest";
import { addApiVersion, anyVersion, createIntercomClient, type ApiVersion } from "../src/index.js";
import { API_VERSIONS } from "../src/generated/versions.js";

test("a version of one's own is sent like the others, once it is added", async () => {
  const known = [...API_VERSIONS];
  // the tests of other files may be in this process too
  onTestFinished(() => void API_VERSIONS.splice(known.length));
  const version = "Own" as ApiVersion;
  const sent: (string | null)[] = [];
  const fetch = async ({ headers }: Request) => {
    sent.push(headers.get("Intercom-Version"));
    return Response.json({});
  };
  const create = () => createIntercomClient({ version, token: "t", fetch });
  expect(create).toThrow(/No version Own/);
  addApiVersion(version);
  addApiVersion(version);
  const client = create();
  await anyVersion(client).GET("/me");
  expect(sent).toEqual(["Own"]);
  expect(API_VERSIONS).toEqual([...known, "Own"]);
});
