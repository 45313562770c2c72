import { expect, test } from "vitest";
import { bundle, gzipped } from "./support/bundle.ts";

const GET = `
  import { createIntercomClient } from "@intercom-openapi/client";
  const intercom = createIntercomClient({ version: "2.12", token: "token" });
  console.log(await intercom.GET("/me"));
`;

const text = (code: Uint8Array) => new TextDecoder().decode(code);

test("paginate with its table and the scroll adds at most 1,000 bytes to a client with one GET", async () => {
  const base = await bundle(GET);
  const paging = await bundle(`${GET} export { paginate } from "@intercom-openapi/client";`);
  expect(gzipped(paging) - gzipped(base)).toBeLessThanOrEqual(1_000);
  // who does not page carries nothing of it
  expect(text(paging)).toContain("scroll_param");
  expect(text(base)).not.toContain("scroll_param");
});
