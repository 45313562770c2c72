import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** A program as a browser gets it. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: `${import.meta.dirname}/../src`, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]!.text;
}

const sizeOf = (program: string) => gzipSync(program, { level: 9 }).length;

const GET = `
  import { createIntercomClient } from "./index.ts";
  const intercom = createIntercomClient({ version: "2.12", token: "token" });
  console.log(await intercom.GET("/me"));
`;

test("paginate with its table and the scroll adds at most 1,000 bytes to a client with one GET", async () => {
  const base = await bundle(GET);
  const paging = await bundle(`${GET} export { paginate } from "./index.ts";`);
  expect(sizeOf(paging) - sizeOf(base)).toBeLessThanOrEqual(1_000);
  // who does not page carries nothing of it
  expect(paging).toContain("scroll_param");
  expect(base).not.toContain("scroll_param");
});
