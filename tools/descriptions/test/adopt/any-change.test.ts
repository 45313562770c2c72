import { load } from "js-yaml";
import { expect, test } from "vitest";
import { adopt } from "../../src/adopt/adopt.ts";
import { differencesOf } from "../../src/differences.ts";
import type { OpenApiDocument } from "../../src/openapi.ts";
import { provenance } from "./adopted.ts";
import { dice, mutate } from "./mutations.ts";
import { excerpt, officialOf, THEIR_WORDS } from "./official.ts";

const text = excerpt("/tags", "/me", "/ai", "/visitors");
const RUNS = 10;

test(`whatever changes, drift is gone afterwards, and again after it is taken back (${RUNS} descriptions)`, () => {
  const original = officialOf(load(text) as OpenApiDocument);
  for (let seed = 1; seed <= RUNS; seed++) {
    const official = structuredClone(original);
    mutate(official, 1 + (seed % 12), dice(seed));
    const forth = adopt(text, official, provenance);
    const there = load(forth.text) as OpenApiDocument;
    expect({ seed, left: forth.left }).toEqual({ seed, left: [] });
    expect(differencesOf(official, there), `seed ${seed}`).toEqual([]);
    expect(forth.text, `seed ${seed}`).not.toContain(THEIR_WORDS);
    expect(adopt(forth.text, official, provenance).text, `seed ${seed}`).toBe(forth.text);

    const back = adopt(forth.text, original, provenance);
    expect(differencesOf(original, load(back.text) as OpenApiDocument), `seed ${seed}`).toEqual([]);
  }
});
