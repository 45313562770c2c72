import { join } from "node:path";
import { expect, test } from "vitest";
import { SERVERS } from "../src/contenders.ts";
import { measureLocalIntercom } from "../src/measures/local-intercom.ts";
import { cacheDirectory, prepare } from "../src/prepare.ts";
import { valueOf } from "../src/rows.ts";

test("the local Intercom is measured as it is packed, with as many contacts as are wanted", async () => {
  const ours = SERVERS.find(({ id }) => id === "ours")!;
  // a folder of its own, since `pnpm bench` may be running
  const packed = await prepare(ours, join(cacheDirectory, "test"));
  const rows = await measureLocalIntercom([packed], { quick: true }, 1200);
  expect(rows.filter((row) => !(valueOf(row, "ours")! > 0))).toEqual([]);
  expect(rows.map(({ label }) => label)).toContain("Search for an e-mail address among 1,200 contacts");
});
