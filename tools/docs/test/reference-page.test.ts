import { join } from "node:path";
import { apiVersions, readDescription } from "@intercom-openapi/descriptions";
import { expect, test } from "vitest";
import { repository } from "../src/paths.ts";
import { referencePage } from "../src/reference-page.ts";

const specs = join(repository, "specs");

test.for(apiVersions(specs))("the page of %s holds the description as it is", async (version) => {
  const description = await readDescription(version, specs);
  const page = referencePage(description);
  const [, json = ""] = /Redoc\.init\((\{.*?\}), \{"hide/s.exec(page) ?? [];
  expect(JSON.parse(json)).toEqual(description.corrected);
});

test("the page needs no other file, and may ask for none", async () => {
  const page = referencePage(await readDescription(apiVersions(specs)[0] ?? "", specs));
  const markup = page.replaceAll(/<script>.*?<\/script>/gs, "<script></script>");
  expect(markup.match(/<script[^>]*>/g)).toEqual(["<script>", "<script>"]);
  expect(markup).not.toMatch(/\b(?:src|href)="(?!data:)|url\(/);
  expect(markup).toContain("default-src 'none'");
  // as a truth value, because a failure would print the renderer
  expect(/cdn\.redoc|sourceMappingURL=[\w.]+\.map/.test(page)).toBe(false);
});

test("a description that ends scripts stays text", async () => {
  const { version, corrected } = await readDescription(apiVersions(specs)[0] ?? "", specs);
  const info = { ...corrected.info, description: "</script><script>alert(1)</script>" };
  const page = referencePage({ version, corrected: { ...corrected, info } });
  expect(page.match(/<\/script/g)).toHaveLength(2);
});
