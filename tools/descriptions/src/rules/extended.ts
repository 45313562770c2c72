import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { isMap } from "../ref.ts";
import { tell } from "./tell.ts";

const KNOWN: Record<string, string[]> = {
  Info: ["x-source"],
  Operation: ["x-pagination", "x-search-fields", "x-reads", "x-one-at-a-time", "x-unnamed"],
  Schema: ["x-type-name", "x-type-aliases", "x-extensible-enum", "x-published-ref", "x-unused"],
};

/** An extension is one that a tool reads: a misspelt one would say nothing to anybody. */
export const extended: Oas3Rule = () => ({
  any(node: unknown, context: UserContext) {
    const known = KNOWN[context.type.name] ?? [];
    for (const key of isMap(node) ? Object.keys(node) : []) {
      if (key.startsWith("x-") && !known.includes(key))
        tell(context, `Nothing reads \`${key}\` of this, only ${known.join(", ") || "no extension"}.`, key);
    }
  },
});
