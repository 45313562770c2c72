import { relative } from "node:path";
import { METHODS, type MediaType, type OpenApiDocument } from "../openapi.ts";
import type { Problem } from "../problem.ts";
import { isMap, own, pointerKey } from "../ref.ts";
import { forVersion, isByVersion } from "./by-version.ts";
import { declaredOnly, exampleValue, type Objects } from "./example-value.ts";
import { NAMED_KINDS, type NamedKind, type WordsFile, type WordsNode } from "./words.ts";

/** What became of the words in one version. */
export interface AppliedWords {
  /** Files and pointers of the words that have found what they are about. */
  used: Set<string>;
  /** Files and pointers of those that have not. */
  unused: { file: string; pointer: string }[];
  /** Properties of examples that the version does not declare. */
  left: { file: string; pointer: string; property: string }[];
  /** What is written wrongly. */
  problems: Problem[];
}

type Node = Record<string, unknown>;

const TEXTS = new Set(["description", "summary", "title"]);
/** Maps by name, beside which there are no texts. */
const MAPS = new Set([
  "properties",
  "anyOf",
  "oneOf",
  "allOf",
  "responses",
  "parameters",
  "headers",
  "content",
]);
/** What stands in the JSON of a body or an answer, and is written right beside its description. */
const IN_CONTENT = new Set(["properties", "items", "anyOf", "oneOf", "allOf"]);

/** Writes the words into a corrected description, in place. */
export function applyWords(document: OpenApiDocument, files: WordsFile[]): AppliedWords {
  const writer = new Writer(document, objectsOf(files));
  for (const { file, words } of files) writer.write(file, words);
  return writer.applied;
}

function objectsOf(files: WordsFile[]): Objects {
  return new Map(files.flatMap(({ words }) => Object.entries(words.objects ?? {})));
}

class Writer {
  readonly applied: AppliedWords = { used: new Set(), unused: [], left: [], problems: [] };
  private file = "";
  private readonly said = new Map<object, Map<string, { text: string; at: string }>>();

  constructor(
    private readonly document: OpenApiDocument,
    private readonly objects: Objects,
  ) {}

  write(file: string, words: WordsFile["words"]): void {
    this.file = file;
    if (words.info) this.node(this.document.info as unknown as Node, words.info, "#/info");
    for (const kind of NAMED_KINDS) {
      for (const [name, said] of Object.entries(words[kind] ?? {})) {
        const at = `#/${kind}/${pointerKey(name)}`;
        const found = nodesOf(this.document, kind, name);
        if (found.length === 0) this.miss(said, at);
        // the parameters of a whole path are written beside those of its operations
        const shared = kind === "operations" ? this.document.paths[pathOf(name)]?.parameters : undefined;
        for (const node of found) this.node(node as Node, said, at, shared as Node[] | undefined);
      }
    }
  }

  private node(node: Node, words: WordsNode, at: string, shared?: Node[]): void {
    const said = this.chosen(words, at);
    if (!said) return;
    if (!isMap(said.words)) return this.text(node, "description", said.words, said.at);
    for (const [key, inner] of Object.entries(said.words)) {
      const place = `${said.at}/${pointerKey(key)}`;
      if (TEXTS.has(key)) {
        const text = this.chosen(inner, place);
        if (text) this.text(node, key, text.words, text.at);
      } else if (key !== "examples" && !MAPS.has(key)) this.child(childOf(node, key), inner, place);
      else if (!isMap(inner)) this.refuse(place, "a map by names was expected");
      else if (key === "examples") this.examples(node, inner, place);
      else {
        for (const [name, named] of Object.entries<WordsNode>(inner as Record<string, WordsNode>)) {
          this.child(childOf(node, key, name, shared), named, `${place}/${pointerKey(name)}`);
        }
      }
    }
  }

  private child(node: Node | undefined, words: WordsNode, at: string): void {
    if (isMap(node)) this.node(node, words, at);
    else this.miss(words, at);
  }

  private text(node: Node, key: string, text: WordsNode, at: string): void {
    if (typeof text !== "string" || text.trim() === "") return this.refuse(at, "a text was expected");
    if (this.isSaid(node, key, text, at)) return;
    node[key] = text.replaceAll("{version}", this.document.info.version);
    this.applied.used.add(this.file + at);
  }

  /** Whether other words are there; the same may be, for a parameter of a whole path. */
  private isSaid(node: object, key: string, said: unknown, at: string): boolean {
    const known = this.said.get(node) ?? new Map<string, { text: string; at: string }>();
    this.said.set(node, known);
    const text = JSON.stringify(said);
    const other = known.get(key);
    if (other && other.text !== text) {
      this.refuse(at, `other words for it are at ${other.at}`);
      return true;
    }
    known.set(key, { text, at: `${relative(process.cwd(), this.file)} ${at}` });
    return false;
  }

  private refuse(pointer: string, reason: string): void {
    this.applied.problems.push({ file: this.file, pointer, reason });
  }

  private examples(node: Node, examples: Record<string, WordsNode>, at: string): void {
    const media = mediaOf(node);
    for (const [name, words] of Object.entries(examples)) {
      const place = `${at}/${pointerKey(name)}`;
      const said = media && this.chosen(words, place, true);
      if (said && isMap(said.words)) this.example(media, name, said.words, said.at);
      else if (said) this.refuse(place, "a map with `value` was expected");
      else if (!media) this.miss(words, place, true);
    }
  }

  private example(media: MediaType, name: string, words: Node, at: string): void {
    const { version } = this.document.info;
    const { summary, value, ...others } = words;
    if (value === undefined || Object.keys(others).length > 0)
      return this.refuse(at, "an example has a `value`, and may have a `summary`");
    media.examples ??= {};
    if (this.isSaid(media.examples, name, words, at)) return;
    let written: unknown;
    try {
      written = exampleValue(value, version, this.objects);
    } catch (error) {
      return this.refuse(at, (error as Error).message);
    }
    const leave = (property: string) => this.applied.left.push({ file: this.file, pointer: at, property });
    const shown = media.schema ? declaredOnly(this.document, media.schema, written, leave) : written;
    const says = forVersion(summary, version)?.said;
    media.examples[name] = { ...(typeof says === "string" && { summary: says }), value: shown };
    this.applied.used.add(this.file + at);
  }

  /** What of some words is for this version; what is for others is noted as unused here. */
  private chosen(
    words: WordsNode,
    at: string,
    isExample = false,
  ): { words: WordsNode; at: string } | undefined {
    const chosen = forVersion(words, this.document.info.version);
    const others = isByVersion(words)
      ? Object.entries(words).filter(([range]) => range !== chosen?.range)
      : [];
    for (const [range, other] of others)
      this.miss(other as WordsNode, `${at}/${pointerKey(range)}`, isExample);
    return chosen && { words: chosen.said, at: chosen.range ? `${at}/${pointerKey(chosen.range)}` : at };
  }

  /** Words for what this version does not have: each text, and each example, by its pointer. */
  private miss(words: WordsNode, at: string, isExample = false): void {
    const isLeaf = !isMap(words) || (isExample && !isByVersion(words));
    if (isLeaf) return void this.applied.unused.push({ file: this.file, pointer: at });
    for (const [key, inner] of Object.entries(words)) {
      // below `examples` stand examples, and below those what versions do not share
      this.miss(inner, `${at}/${pointerKey(key)}`, isExample || at.endsWith("/examples"));
    }
  }
}

/** What words of a kind are about. */
function nodesOf(
  { servers = [], tags = [], paths, webhooks, components }: OpenApiDocument,
  kind: NamedKind,
  name: string,
): object[] {
  switch (kind) {
    case "servers":
      return servers.filter(({ url }) => url === name);
    case "tags":
      return tags.filter((tag) => tag.name === name);
    case "operations": {
      const method = METHODS.find((one) => name.startsWith(`${one.toUpperCase()} `));
      return [(method && paths[pathOf(name)]?.[method]) ?? []].flat();
    }
    case "webhooks":
      return [webhooks?.[name]?.post ?? []].flat();
    default:
      return name.split(/,\s*/).flatMap((one) => components[kind]?.[one] ?? []);
  }
}

/** Of `GET /contacts`. */
function pathOf(operation: string): string {
  return operation.slice(operation.indexOf(" ") + 1);
}

function childOf(node: Node, key: string, name?: string, shared: Node[] = []): Node | undefined {
  if (IN_CONTENT.has(key) && "content" in node) {
    return childOf(mediaOf(node)?.schema as unknown as Node, key, name);
  }
  const child = own(node, key) as Node | Node[] | undefined;
  if (name === undefined) return child as Node | undefined;
  if (key !== "parameters") {
    const found = own(child, name) as Node | undefined;
    // a shared answer has words of its own
    return key === "responses" && found && "$ref" in found ? undefined : found;
  }
  return [...((child as Node[] | undefined) ?? []), ...shared].find(
    (parameter) => parameter["name"] === name,
  );
}

/** A body's or an answer's only media type, or its JSON. */
function mediaOf({ content }: { content?: Record<string, MediaType> }): MediaType | undefined {
  return content?.["application/json"] ?? Object.values(content ?? {})[0];
}
