import { join } from "node:path";
import { closed } from "./closed.ts";
import { bodyKeys } from "./operations.ts";
import { METHODS, type OpenApiDocument, type Operation, type Response } from "./openapi.ts";
import type { Problem } from "./problem.ts";
import type { Description } from "./read.ts";
import { isMap, nodeAt } from "./ref.ts";
import { searchProblem } from "./search-table.ts";
import { Validator } from "./validator.ts";
import { inRange, isForSome, isVersionRange, type VersionRange } from "./versions.ts";
import { readYamlFolder } from "./yaml.ts";

const STRENGTHS = ["live", "reported", "example"] as const;
const FIELDS = "of versions accepted status code source date strength note value".split(" ");

/** What the wire carried once: a component, or what an operation was sent or answered with. */
export interface Evidence {
  /** A component, `METHOD path request`, or `METHOD path status`. */
  of: string;
  /** The versions that it holds for. */
  versions: VersionRange | VersionRange[];
  /** Whether the API took the request; of requests only. */
  accepted?: boolean;
  /** Of a request that was refused. */
  status?: number;
  code?: string;
  /** Who has seen it: a repository and file, an issue, a page. */
  source: string;
  /** When it was recorded or told: a year, a month or a day. */
  date: string;
  /** Recorded from the API, told of by somebody, or only shown by a page. */
  strength: (typeof STRENGTHS)[number];
  note?: string;
  value: unknown;
}

export interface EvidenceFile {
  file: string;
  entries: unknown;
}

export interface EvidenceReport {
  /** What does not fit, or is written wrongly. */
  problems: Problem[];
  /** By version: how many pieces were held against its description, and how many fit. */
  tally: Record<string, { held: number; fit: number }>;
}

export function readEvidence(specs: string): EvidenceFile[] {
  return readYamlFolder<EvidenceFile["entries"]>(join(specs, "evidence")).map(({ file, content }) => ({
    file,
    entries: content,
  }));
}

/**
 * Holds each piece against the corrected description of every version that it claims, closed: a property that nothing
 * declares does not fit. A request that was refused may fit or not, as a schema does not see everything; a search
 * that was refused for a field must not be one that `x-search-fields` takes.
 */
export function checkEvidence(descriptions: Description[], files: EvidenceFile[]): EvidenceReport {
  const scales = descriptions.map(({ version, corrected }) => new Scale(version, corrected));
  const tally = Object.fromEntries(descriptions.map(({ version }) => [version, { held: 0, fit: 0 }]));
  const problems = files.flatMap(({ file, entries }) => {
    if (!Array.isArray(entries)) return [{ file, pointer: "#/", reason: "A list of evidence is expected." }];
    return entries.flatMap((entry: unknown, index) => {
      const wrong = malformed(entry);
      if (wrong) return [{ file, pointer: `#/${index}${wrong.at}`, reason: wrong.reason }];
      const evidence = entry as Evidence;
      const versions = descriptions.map(({ version }) => version);
      const idle = rangesOf(evidence).find((range) => !isForSome(range, versions));
      if (idle) {
        const reason = `There is no version that \`${idle}\` takes in.`;
        return [{ file, pointer: `#/${index}/versions`, reason }];
      }
      return scales
        .filter(({ version }) => rangesOf(evidence).some((range) => inRange(version, range)))
        .flatMap((scale) => {
          const found = scale.problems(evidence);
          const count = tally[scale.version]!;
          count.held += 1;
          if (found.length === 0) count.fit += 1;
          return found.map(({ at, reason }) => ({
            file,
            pointer: `#/${index}/${at}`,
            reason: `${scale.version}: ${evidence.of}: ${reason}`,
          }));
        });
    });
  });
  return { problems, tally };
}

function rangesOf({ versions }: Evidence): VersionRange[] {
  return [versions].flat();
}

/** What is wrong with the entry itself, whatever the version. */
function malformed(entry: unknown): { at: string; reason: string } | undefined {
  if (!isMap(entry)) return { at: "", reason: "An entry is a map." };
  const written = entry as Partial<Record<keyof Evidence, unknown>>;
  const unknown = Object.keys(written).find((key) => !FIELDS.includes(key));
  if (unknown) return { at: `/${unknown}`, reason: `There is no field \`${unknown}\`.` };
  const { of, versions, accepted, status, code, date, strength } = written;
  const isRequest = typeof of === "string" && of.endsWith(" request");
  const needed = ["of", "versions", "source", "date", "strength", "value"] as const;
  const lacking: string | undefined =
    needed.find((key) => written[key] === undefined || written[key] === "") ??
    (isRequest && typeof accepted !== "boolean" ? "accepted" : undefined) ??
    (accepted === false ? (["status", "code"] as const).find((key) => !written[key]) : undefined);
  if (lacking) return { at: "", reason: `The evidence has no \`${lacking}\`.` };
  if (typeof of !== "string") return { at: "/of", reason: "`of` is a text." };
  const ranges = [versions].flat();
  const range = ranges.find((one) => !isVersionRange(one));
  if (range !== undefined || ranges.length === 0) {
    const said = `\`${String(range ?? "[]")}\` is no version and no range: write "2.11" or ">=2.12", in quotes.`;
    return { at: "/versions", reason: said };
  }
  if (!isRequest && accepted !== undefined)
    return { at: "/accepted", reason: "Only a request is accepted or not." };
  if (accepted !== false && (status ?? code) !== undefined)
    return { at: status === undefined ? "/code" : "/status", reason: "Only a refused request has it." };
  if (typeof date !== "string" || !/^\d{4}(-\d{2}){0,2}$/.test(date))
    return { at: "/date", reason: 'A date is a year, a month or a day, in quotes: "2026-05".' };
  if (!STRENGTHS.some((one) => one === strength))
    return { at: "/strength", reason: `\`${String(strength)}\` is none of ${STRENGTHS.join(", ")}.` };
  return undefined;
}

/** One version's description, closed, to hold values against. */
class Scale {
  private readonly validator: Validator;

  constructor(
    readonly version: string,
    private readonly document: OpenApiDocument,
  ) {
    // a component is closed where it is used, so each is used once
    const components = Object.fromEntries(
      Object.keys(document.components.schemas).map((name) => [
        name,
        { $ref: `#/components/schemas/${name}`, unevaluatedProperties: false },
      ]),
    );
    this.validator = new Validator({ ...closed(document), [USED]: components } as OpenApiDocument);
  }

  problems({ of, accepted, code, value }: Evidence): { at: string; reason: string }[] {
    const schema = this.schemaOf(of);
    if ("missing" in schema) return [{ at: "of", reason: schema.missing }];
    const misfits = accepted === false ? [] : this.validator.problems(schema.keys, value);
    const search = schema.operation && searchProblem(schema.operation, value, accepted === false ? code : "");
    return [...misfits, ...(search ? [search] : [])].map((reason) => ({ at: "value", reason }));
  }

  private schemaOf(of: string): SchemaPlace | { missing: string } {
    const [method = "", path, part = ""] = of.split(" ");
    if (path === undefined) {
      const declared = Object.hasOwn(this.document.components.schemas, of);
      return declared ? { keys: [USED, of] } : { missing: `There is no component \`${of}\`.` };
    }
    const verb = METHODS.find((one) => one === method.toLowerCase());
    const operation = verb && this.document.paths[path]?.[verb];
    if (!operation) return { missing: `There is no operation \`${method} ${path}\`.` };
    const entry = { method: verb, path, operation };
    if (part === "request") {
      const { content } = operation.requestBody ?? {};
      return content
        ? { keys: [...bodyKeys(entry, part), ...mediaKeys(content)], operation }
        : { missing: "It takes no body." };
    }
    const status = [part, `${part.charAt(0)}XX`, "default"].find((key) =>
      Object.hasOwn(operation.responses, key),
    );
    if (!status || !/^\d{3}$/.test(part)) return { missing: `It has no answer \`${part}\`.` };
    const keys = bodyKeys(entry, status);
    const { content } = nodeAt(this.document, keys) as Response;
    return content
      ? { keys: [...keys, ...mediaKeys(content)] }
      : { missing: `Its answer ${part} has no body.` };
  }
}

/** Where the closed components stand in the document that is held against. */
const USED = "x-used";

interface SchemaPlace {
  keys: string[];
  operation?: Operation;
}

function mediaKeys(content: object): string[] {
  const type = "application/json" in content ? "application/json" : (Object.keys(content)[0] ?? "");
  return ["content", type, "schema"];
}
