import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** What a web page carries for one GET and whatever else it uses, in bytes. */
async function bundled(helper = "", option = ""): Promise<number> {
  const contents = `
    import { createIntercomClient, ${helper} } from "../src/index.ts";
    const client = createIntercomClient({ version: "2.12", token: "secret", ${option} });
    console.log(await client.GET("/me"), ${option ? "" : helper});`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    write: false,
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

test.each([
  ["upsertContact", ""],
  ["exportMessages", ""],
  ["throttle", "throttle: throttle()"],
])("%s adds at most 1 kB to a bundle, gzipped", async (helper, option) => {
  expect((await bundled(helper, option)) - (await bundled())).toBeLessThanOrEqual(1000);
});
