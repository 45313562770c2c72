import { expect, test } from "vitest";
import { bundle, gzipped } from "./support/bundle.ts";

const GET = `
  import { createIntercomClient } from "@intercom-openapi/client";
  const intercom = createIntercomClient({ version: "2.12", token: "token" });
  console.log(await intercom.GET("/me"));
`;

const text = (code: Uint8Array) => new TextDecoder().decode(code);

/**
 * A higher ceiling than 1,000 needs a reason, written here: 500 bytes more end a list that comes round again, that has
 * nothing but empty pages or whose next page is no link, and the wait for a scroll that was dropped.
 */
const CEILING = 1_490;

test(`paginate with its table and the scroll adds at most ${CEILING} bytes to a client with one GET`, async () => {
  const base = await bundle(GET);
  const paging = await bundle(`${GET} export { paginate } from "@intercom-openapi/client";`);
  expect(gzipped(paging) - gzipped(base)).toBeLessThanOrEqual(CEILING);
  // who does not page carries nothing of it
  expect(text(paging)).toContain("scroll_param");
  expect(text(base)).not.toContain("scroll_param");
});
