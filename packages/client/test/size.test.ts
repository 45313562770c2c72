import { expect, test } from "vitest";
import { bundle, gzipped } from "./support/bundle.ts";

/** openapi-fetch alone has 2.6 kB of these. A higher ceiling needs a reason, written in the bench's ceilings.json. */
const CEILING = 7920;

test(`a client with one GET is at most ${CEILING} bytes, minified and gzipped`, async () => {
  const code = await bundle(`
    import { createIntercomClient } from "@intercom-openapi/client";
    export const me = createIntercomClient({ version: "2.12", token: "t" }).GET("/me");
  `);
  const bytes = gzipped(code);
  expect(bytes).toBeLessThanOrEqual(CEILING);
  // a fall of hundreds means that the bundle is not what it should be
  expect(bytes).toBeGreaterThan(CEILING - 500);
});
