import { expect, test } from "vitest";
import { bundle, gzipped } from "./support/bundle.ts";

/** What a web page carries for one GET and whatever else it uses, in bytes. */
async function bundled(helper = "", option = ""): Promise<number> {
  const code = await bundle(`
    import { createIntercomClient, ${helper} } from "@intercom-openapi/client";
    const client = createIntercomClient({ version: "2.12", token: "secret", ${option} });
    console.log(await client.GET("/me"), ${option ? "" : helper});`);
  return gzipped(code);
}

/** A higher ceiling than 1 kB needs a reason, written beside it. */
test.each([
  ["upsertContact", "", 700],
  // a file is looked at before it is given: pages and empty answers are refused, gzip is gzip whatever a proxy did
  ["exportMessages", "", 1530],
  // a store that hangs, throws or says what cannot be right must not stop the calls
  ["throttle", "throttle: throttle()", 1100],
])("%s adds at most its ceiling of bytes to a bundle, gzipped", async (helper, option, ceiling) => {
  expect((await bundled(helper, option)) - (await bundled())).toBeLessThanOrEqual(ceiling);
});
