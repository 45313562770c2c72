import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle as bundleDocument, createConfig } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { checkExamples } from "../src/check.ts";
import { diffMarkdown } from "../src/diff-report.ts";
import { diffOf } from "../src/diff.ts";
import { lint } from "../src/lint.ts";
import { apiVersions, readDescription, specsDirectory } from "../src/read.ts";
import { requiredShare } from "../src/required-share.ts";

const descriptions = await Promise.all(apiVersions().map((version) => readDescription(version)));

describe.each(descriptions)("the description of $version", (description) => {
  test("passes every rule", async () => {
    expect(await lint(description)).toEqual([]);
  });

  test("is what Redocly makes of description and overlay", async () => {
    const { bundle } = await bundleDocument({
      ref: description.files.description,
      overlays: [description.files.overlay],
      config: await createConfig({}),
    });
    expect(description.corrected).toEqual(bundle.parsed);
  });

  test("has no example that does not fit", () => {
    expect(checkExamples(description.corrected)).toEqual([]);
  });

  test("requires most of what answers declare", () => {
    const { required, declared } = requiredShare(description.corrected);
    expect(required / declared).toBeGreaterThan(0.6);
  });
});

test("the migration guide says what the descriptions say", () => {
  const [before, after] = descriptions;
  const guide = join(specsDirectory, "../packages/client/docs/migrating-2.11-to-2.12.md");
  expect(readFileSync(guide, "utf8")).toBe(diffMarkdown(diffOf(before!.corrected, after!.corrected)));
});
