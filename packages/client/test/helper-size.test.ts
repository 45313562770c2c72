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

test.each([
  ["upsertContact", ""],
  ["exportMessages", ""],
  ["throttle", "throttle: throttle()"],
])("%s adds at most 1 kB to a bundle, gzipped", async (helper, option) => {
  expect((await bundled(helper, option)) - (await bundled())).toBeLessThanOrEqual(1000);
});
