import { describe, expect, test } from "vitest";
import { commandsOf, pages } from "../src/snippets/index.ts";
import { problemWith } from "./support/command-problem.ts";

// Not run here: each installs, builds or tests the whole repository, or waits. What `npm install` is given is installed
// by `pnpm test:runtimes stranger`.
const commands = pages().flatMap((page) => commandsOf(page));

test("there are commands on the pages", () => {
  expect(commands.length).toBeGreaterThan(20);
});

test.for(commands.map(({ page, text }) => [page, text] as const))("%s: %s can be typed", ([, text]) => {
  expect(problemWith(text)).toBeUndefined();
});

describe("a command that cannot be typed is found", () => {
  test.for([
    ["pnpm tets", "no script tets"],
    ["npx -y pnpm@1.0.0 test", "the repository pins pnpm@"],
    ["pnpm bench --gates", "no option --gates"],
    ["pnpm descriptions lynt", "no command lynt"],
    ["pnpm format --check", "format takes nothing"],
    ["pnpm --filter @intercom-openapi/doc build", "no package @intercom-openapi/doc"],
    ["pnpm tsx tools/none.ts", "no file tools/none.ts"],
    ["npm install @intercom-openapi/clint", "not known here: @intercom-openapi/clint"],
    ["curl example.com", "nothing checks such a command"],
  ] as const)("%s", ([command, problem]) => {
    expect(problemWith(command)).toContain(problem);
  });
});
