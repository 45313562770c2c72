import { readFileSync } from "node:fs";

/**
 * A page of `templates`, with a value for each `{{name}}`. Prettier formats the pages as it does the others, so a value
 * whose length varies stays out of their tables.
 * @throws {Error} for a name without a value, and for a value that the page has no place for.
 */
export function fillTemplate(page: string, values: Record<string, string>): string {
  // one level up from the sources as from the bundle
  const template = readFileSync(new URL(`../templates/${page}`, import.meta.url), "utf8");
  const unused = new Set(Object.keys(values));
  const filled = template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    unused.delete(name);
    const value = values[name];
    if (value === undefined) throw new Error(`templates/${page} has {{${name}}}, which nothing gives`);
    return value;
  });
  if (unused.size > 0) throw new Error(`templates/${page} has no place for ${[...unused].join(", ")}`);
  return filled;
}
