import { COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event } from "js-yaml";

/** A value of a YAML file, and where it is written. */
export interface SourceNode {
  kind: "scalar" | "map" | "list";
  /** Written with indentation, so that its items can be taken one by one. */
  block: boolean;
  start: number;
  end: number;
  items: SourceItem[];
}

/** An entry of a map, from its key, or of a list, from its dash. */
export interface SourceItem {
  key: string | undefined;
  start: number;
  /** Where the key or the dash ends. */
  keyEnd: number;
  node: SourceNode;
  /** Where the value ends; a comment on the same line belongs to it. */
  end: number;
}

const QUOTED = new Set<number>([SCALAR_STYLE.SINGLE_QUOTED, SCALAR_STYLE.DOUBLE_QUOTED]);
const TO_DASH = /(?:\s|#[^\n]*)*/y;
const COMMENT = /[ \t]+#[^\n]*/y;

/** Where everything in a YAML file is written. Of the document's root; without anchors and aliases. */
export function sourceOf(text: string): SourceNode {
  const events = parseEvents(text, {});
  let next = 1;

  function node(from: number): SourceNode {
    const event = events[next++];
    if (event?.type === EVENT_ID.SCALAR)
      return { ...scalar(text, event, from), kind: "scalar", block: false };
    if (event?.type !== EVENT_ID.MAPPING && event?.type !== EVENT_ID.SEQUENCE) {
      throw new Error("a YAML file with aliases, or with no document, cannot be rewritten");
    }
    const { start } = event;
    const kind = event.type === EVENT_ID.MAPPING ? "map" : "list";
    const block = event.style === COLLECTION_STYLE.BLOCK;
    const items: SourceItem[] = [];
    let end = start;
    while (events[next]?.type !== EVENT_ID.POP) {
      const item = kind === "map" ? entry(end) : element(end);
      items.push(item);
      end = item.end;
    }
    next += 1;
    if (!block) end = text.indexOf(kind === "map" ? "}" : "]", items.length > 0 ? end : start) + 1;
    return { kind, block, start, end, items };
  }

  function entry(from: number): SourceItem {
    const event = events[next++] as Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
    const { start, end } = scalar(text, event, from);
    const value = node(text.indexOf(":", end) + 1);
    return { key: getScalarValue(text, event), start, keyEnd: end, node: value, end: withComment(value.end) };
  }

  function element(from: number): SourceItem {
    const start = from + (match(TO_DASH, from)?.length ?? 0);
    const value = node(start + 1);
    return { key: undefined, start, keyEnd: start + 1, node: value, end: withComment(value.end) };
  }

  function withComment(end: number): number {
    return end + (match(COMMENT, end)?.length ?? 0);
  }

  function match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  }

  return node(0);
}

/** The quotes are part of it, the newline after a block is not. */
function scalar(
  text: string,
  { valueStart, valueEnd, style }: Extract<Event, { type: typeof EVENT_ID.SCALAR }>,
  from: number,
): { start: number; end: number; items: [] } {
  if (valueStart < 0) return { start: from, end: from, items: [] };
  const quote = QUOTED.has(style) ? 1 : 0;
  const end = valueStart + text.slice(valueStart, valueEnd + quote).trimEnd().length;
  return { start: valueStart - quote, end: Math.max(end, valueStart), items: [] };
}
