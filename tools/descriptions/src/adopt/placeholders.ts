import { join } from "node:path";
import { map, shape, told } from "../shape.ts";
import { readYaml } from "../yaml.ts";

/** The names that the rule does not give, by the segment in front of the placeholder. */
export type PlaceholderNames = Record<string, string>;

const NAMES = shape(
  map(told("$ is no name of a placeholder, such as `page_id`", { type: "string", pattern: "^[a-z]\\w*$" })),
);

/** @throws {DescriptionError} with the line of what is no name */
export function readPlaceholderNames(specs: string): PlaceholderNames {
  return readYaml(join(specs, "placeholders.yaml"), NAMES);
}

/**
 * A path whose bare `{id}` says what it identifies: the segment in front of it, in the singular. The name never
 * reaches the wire; without the rule, half of the paths would read differently from one version to the next.
 *
 * @example named("/contacts/{id}/tags", {}) // "/contacts/{contact_id}/tags"
 */
export function named(path: string, exceptions: PlaceholderNames): string {
  const segments = path.split("/");
  return segments
    .map((segment, index) => {
      if (segment !== "{id}") return segment;
      const owner = segments.slice(0, index).findLast((before) => !before.startsWith("{")) ?? "";
      return `{${exceptions[owner] ?? `${singular(owner)}_id`}}`;
    })
    .join("/");
}

export function placeholdersOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}/]+)\}/g)].map(([, name]) => name ?? "");
}

/** A path as it goes over the wire: its placeholders have no names there. */
export function anonymous(path: string): string {
  return path.replaceAll(/\{[^{}/]+\}/g, "{}");
}

function singular(plural: string): string {
  if (plural.endsWith("ies")) return `${plural.slice(0, -3)}y`;
  return plural.endsWith("ses") || plural.endsWith("xes") ? plural.slice(0, -2) : plural.replace(/s$/, "");
}
