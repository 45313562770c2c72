import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Checkout } from "../src/checkout.ts";
import { documentedCommands, ruleOf, runIn } from "../src/commands.ts";
import { FreshClone } from "../src/fresh-clone.ts";

const commands = documentedCommands();

test("something runs every command that a page has its reader type", () => {
  expect(commands.length).toBeGreaterThan(25);
  expect(commands.filter((command) => !ruleOf(command))).toEqual([]);
});

test.for([
  "pnpm tets",
  "npx -y pnpm@1.0.0 test",
  "pnpm docs",
  "pnpm bench --gates",
  "pnpm descriptions lynt",
  "pnpm format --check",
  "pnpm --filter @intercom-openapi/doc build",
  "npx @intercom-openapi/client",
  "curl example.com",
])("%s would be found: nothing runs it", (command) => {
  expect(ruleOf(command)).toBeUndefined();
});

describe("in a fresh clone", { timeout: 240_000 }, () => {
  let clone: FreshClone;

  beforeAll(async () => {
    const origin = await Checkout.make();
    clone = await FreshClone.of(origin);
    return () => [clone, origin].forEach((folder) => folder[Symbol.dispose]());
  });

  // to install for each takes as long as most of them
  beforeEach(() => clone.reset());

  test.for(commands.filter((command) => ruleOf(command)?.by === "test"))("%s", async (command) => {
    await expect(runIn(clone, command)).resolves.toBeUndefined();
  });

  test("a command that fails, or leaves what git would commit, would be found", async () => {
    await expect(runIn(clone, "pnpm descriptions drift")).rejects.toThrow("ended with 2");
    await expect(runIn(clone, "pnpm exec node -e fs.writeFileSync('a','')")).rejects.toThrow("leaves a");
  });
});
