import { installsOf, pages } from "@intercom-openapi/docs/snippets";
import { expect, inject, test } from "vitest";
import { OTHERS } from "../src/runtimes/stranger.ts";
import { readTarballs } from "../src/support/packed.ts";

// `pnpm test:runtimes stranger` types them
test("what the pages say to install is what is published here, or known to be there", () => {
  const published = readTarballs(inject("tarballs")).map(({ name }) => name);
  const known = new Set(["--save-dev", ...published, ...OTHERS]);
  const words = pages().flatMap((page) => installsOf(page).flat());
  expect(words.length).toBeGreaterThan(10);
  expect(words.filter((word) => !known.has(word.replace(/(?<=.)@[\w.]+$/, "")))).toEqual([]);
});
