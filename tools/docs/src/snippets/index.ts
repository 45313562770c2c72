export { blocksOf, type Block } from "./blocks.ts";
export { commandsOf, installsOf, type Command } from "./commands.ts";
export { writeSnippets } from "./folder.ts";
export { pages, readPage } from "./pages.ts";
export { runSnippet, type Engine } from "./run-snippet.ts";
export { snippetsOf, type Snippet } from "./snippets.ts";
