import { describe, expect, test } from "vitest";
import { misfits } from "../src/check.ts";
import { examplesOf } from "../src/examples.ts";
import { lint, lintLayers } from "../src/lint.ts";
import { readAllDescriptions, readLayers } from "../src/read.ts";
import { requiredShare } from "../src/required-share.ts";

const layers = readLayers();
const descriptions = readAllDescriptions();

describe.each(descriptions)("the description of $version", (description) => {
  test("passes every rule", async () => {
    expect(await lint(description, layers)).toEqual([]);
  });

  test("has no example that does not fit", () => {
    const { corrected } = description;
    expect(misfits(corrected, examplesOf(corrected))).toEqual([]);
  });

  test("requires most of what answers declare", () => {
    const { required, declared } = requiredShare(description.corrected);
    expect(required / declared).toBeGreaterThan(0.6);
  });
});

test("every correction is founded, every word is about something", async () => {
  expect(await lintLayers(descriptions, layers)).toEqual([]);
});
