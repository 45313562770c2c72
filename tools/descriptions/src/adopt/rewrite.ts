import { isDeepStrictEqual } from "node:util";
import { dump, load } from "js-yaml";
import { sourceOf, type SourceItem, type SourceNode } from "./source.ts";

type Value = unknown;
type Container = Record<string, Value> | Value[];

/** A piece of the new text, and what stands before it: comments and blank lines, or nothing. */
interface Piece {
  lead: string;
  text: string;
}

/**
 * The YAML text of another value, made from a text by changing only the entries that differ: all others keep their
 * wrapping, quotes, order and comments, byte for byte.
 *
 * `Document.toString` of the `yaml` package, which keeps comments, wraps a few of our paragraphs anew; and js-yaml,
 * which reads the descriptions, tells where a value is written.
 *
 * @param before what the text says
 * @param renamed keys by the name that they had before, so that a new name is only that
 */
export function rewriteYaml(
  text: string,
  before: Value,
  value: Value,
  renamed = new Map<string, string>(),
): string {
  if (isDeepStrictEqual(before, value)) return text;
  const root = sourceOf(text);
  const body = block(root, before, value) ?? dumped(value, 0);
  const after = text.slice(0, root.start) + body + text.slice(root.end);
  if (!isDeepStrictEqual(load(after), value)) throw new Error("the rewritten YAML has another value");
  return after;

  /** A collection's new text, or nothing where its entries cannot be taken one by one. */
  function block(node: SourceNode, old: Value, now: Value): string | undefined {
    if (!node.block || !isContainer(old) || !isContainer(now) || Array.isArray(old) !== Array.isArray(now)) {
      return undefined;
    }
    const column = columnOf(node.start);
    const entries = Object.entries(now);
    if (entries.length === 0) return undefined;
    const places = Array.isArray(now) ? placesOf(old as Value[], now) : undefined;
    const pieces = entries.map(([key, entry], index) => {
      const place = places ? places[index] : placeOf(node, old as object, now, key);
      const item = place === undefined ? undefined : node.items[place];
      if (place === undefined || !item)
        return { lead: "", text: dumped(places ? [entry] : { [key]: entry }, column) };
      const was = (old as Record<string, Value>)[item.key ?? place];
      return { lead: leadOf(node, place), text: kept(item, was, key, entry, column) };
    });
    return joined(pieces, column);
  }

  function kept(item: SourceItem, old: Value, key: string, now: Value, column: number): string {
    const name =
      item.key === undefined || item.key === key ? text.slice(item.start, item.keyEnd) : quoted(key);
    if (isDeepStrictEqual(old, now)) return name + text.slice(item.keyEnd, item.end);
    const inner = block(item.node, old, now);
    const comment = text.slice(item.node.end, item.end);
    if (inner) return name + text.slice(item.keyEnd, item.node.start) + inner + comment;
    const bare = item.key === undefined ? dumped([now], column).slice(1) : dumped({ [key]: now }, column);
    return name + bare.slice(item.key === undefined ? 0 : quoted(key).length) + comment;
  }

  function placeOf(node: SourceNode, old: object, now: object, key: string): number | undefined {
    const former = renamed.get(key);
    const name = key in old || former === undefined || former in now ? key : former;
    const place = node.items.findIndex((item) => item.key === name);
    return place < 0 ? undefined : place;
  }

  function leadOf({ items }: SourceNode, place: number): string {
    return place === 0 ? "" : text.slice(items[place - 1]?.end, items[place]?.start);
  }

  function columnOf(offset: number): number {
    return offset - (text.lastIndexOf("\n", offset - 1) + 1);
  }
}

function joined(pieces: Piece[], column: number): string {
  const newline = `\n${" ".repeat(column)}`;
  return pieces
    .map(({ lead, text }, index) => (index === 0 ? lead.trimStart() : lead || newline) + text)
    .join("");
}

/** Which of the old items each of the new ones is: the same, one of the same name, or the one at its place. */
function placesOf(old: Value[], now: Value[]): (number | undefined)[] {
  const free = new Set(old.keys());
  const places: (number | undefined)[] = now.map(() => undefined);
  const claim = (fits: (was: Value, is: Value, from: number, to: number) => boolean) => {
    for (const [to, is] of now.entries()) {
      if (places[to] !== undefined) continue;
      const from = [...free].find((index) => fits(old[index], is, index, to));
      if (from === undefined) continue;
      places[to] = from;
      free.delete(from);
    }
  };
  claim(isDeepStrictEqual);
  claim((was, is) => nameOf(was) !== undefined && nameOf(was) === nameOf(is));
  claim((_was, _is, from, to) => from === to);
  return places;
}

function nameOf(item: Value): string | undefined {
  const { name, in: place } = (item ?? {}) as { name?: unknown; in?: unknown };
  return typeof name === "string" ? `${String(place)} ${name}` : undefined;
}

function isContainer(value: Value): value is Container {
  return typeof value === "object" && value !== null;
}

function dumped(value: Value, column: number): string {
  return dump(value, { lineWidth: 100, quoteStyle: "double", noRefs: true })
    .trimEnd()
    .replaceAll(/\n(?!\n)/g, `\n${" ".repeat(column)}`);
}

/** A key as it is written in front of its colon. */
function quoted(key: string): string {
  return dumped({ [key]: 0 }, 0).replace(/: 0$/, "");
}
