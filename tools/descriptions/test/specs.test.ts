import { bundle as bundleDocument, createConfig } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { checkExamples } from "../src/check.ts";
import { readAllDescriptions } from "../src/document.ts";
import { lint } from "../src/lint.ts";
import { requiredShare } from "../src/required-share.ts";

const descriptions = await readAllDescriptions();

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
