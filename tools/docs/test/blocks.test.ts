import { expect, test } from "vitest";
import { blocksOf, commandsOf, snippetsOf } from "../src/snippets/index.ts";

const fence = "```";
const page = (...blocks: string[]) =>
  blocks.map((block) => `${fence}${block}\n${fence}\n`).join("\nText.\n\n");

test("a block has its language and the line where it begins", () => {
  expect(blocksOf("a.md", `# A\n\n${page("ts\nlet a = 1;", "sh\nls")}`)).toEqual([
    { page: "a.md", line: 3, language: "ts", code: "let a = 1;\n" },
    { page: "a.md", line: 9, language: "sh", code: "ls\n" },
  ]);
});

test.for([`- ${fence}ts\n`, `  ${fence}ts\n  ${fence}\n`, "~~~\n~~~\n", `${fence}ts\n`])(
  "a fence that would be overlooked is an error: %j",
  (markdown) => {
    expect(() => blocksOf("a.md", markdown)).toThrow("a.md has a fence");
  },
);

test("a snippet that uses the client goes on from the one that makes it", () => {
  const client = 'const intercom = createIntercomClient({\n  version: "2.12",\n});\n';
  const blocks = blocksOf(
    "a.md",
    page(
      `ts\nimport { x } from "y";\n\n${client}console.log(1);`,
      'ts\nawait intercom.GET("/me");',
      "ts\nx();",
    ),
  );
  expect(snippetsOf("a.md", blocks).map(({ code }) => code)).toEqual([
    `import { x } from "y";\n\n${client}console.log(1);\n`,
    `import { x } from "y";\n${client}await intercom.GET("/me");\n`,
    "x();\n",
  ]);
});

test("a snippet is named by its number, or as it says itself", () => {
  const blocks = blocksOf("docs/a.md", page("ts\nlet a;", "ts\n// hook.mts\nlet b;", "js\nlet c;"));
  expect(snippetsOf("docs/a.md", blocks).map(({ file }) => file)).toEqual([
    "docs_a/1.mts",
    "docs_a/hook.mts",
    "docs_a/3.mjs",
  ]);
});

test.for([
  ['import { a } from "b";', "runs"],
  ["const a = 1;", "runs"],
  ['import type { A } from "b";', "types"],
  ["export async function POST(request: Request) {}", "handler"],
  ["app.listen(3000);", "server"],
])("%j %s", ([code, kind]) => {
  expect(snippetsOf("a.md", blocksOf("a.md", page(`ts\n${code}`)))[0]?.kind).toBe(kind);
});

test("commands are the lines of sh blocks, and the code in the text that begins as they do", () => {
  const markdown = `${page("sh\nls\nnpm install a", "ts\n`pnpm x y`;")}\nThen \`pnpm test\`, \`pnpm\` and \`a pnpm test\`.`;
  expect(commandsOf("a.md", markdown).map(({ text }) => text)).toEqual(["ls", "npm install a", "pnpm test"]);
});

test("a row of a table is a command with each of its options, or with what it cannot do without", () => {
  const markdown = "| `pnpm a` | does; `--b` less |\n| `pnpm c` | `d`, `e` |\n| no `--f` | `pnpm g h` |\n";
  expect(commandsOf("a.md", markdown).map(({ text }) => text)).toEqual([
    "pnpm a",
    "pnpm a --b",
    "pnpm c d",
    "pnpm c e",
    "pnpm g h",
  ]);
});
