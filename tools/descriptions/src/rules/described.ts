import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { tell } from "./tell.ts";

interface Node {
  description?: string | undefined;
  summary?: string | undefined;
}

/** Everything a reader can point at says what it is, in full sentences. */
export const described: Oas3Rule = () => {
  const each = (nodes: object, context: UserContext) => {
    for (const [name, node] of Object.entries(nodes as Record<string, Node>)) {
      const problem = problemOf(node);
      if (problem) tell(context, `\`${name}\` ${problem}`, name);
    }
  };
  const one = (kind: string) => (node: object, context: UserContext) => {
    const problem = problemOf(node as Node);
    if (problem) tell(context, `The ${kind} ${problem}`);
  };
  return {
    Tag: one("tag"),
    Parameter: one("parameter"),
    Header: one("header"),
    RequestBody: one("request body"),
    Response: one("response"),
    NamedSchemas: each,
    SchemaProperties: each,
    Operation(operation: Node, context: UserContext) {
      one("operation")(operation, context);
      if (!/^[A-Z].*[^.]$/s.test(operation.summary ?? ""))
        tell(
          context,
          "The operation needs a `summary` that starts with a capital and has no full stop.",
          "summary",
        );
    },
  };
};

function problemOf({ description }: Node): string | undefined {
  if (!description?.trim()) return "has no description.";
  const text = description.trim();
  if (!/^[A-Z`"*\d]/.test(text)) return "has a description that starts with no capital.";
  const lastLine = text.split("\n").at(-1) ?? "";
  return lastLine.startsWith("- ") || /[.)`|]$/.test(text)
    ? undefined
    : "has a description without a full stop.";
}
