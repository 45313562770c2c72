import { join } from "node:path";
import { closed } from "./closed.ts";
import { bodyKeys } from "./operations.ts";
import { METHODS, type OpenApiDocument, type Operation, type Response } from "./openapi.ts";
import type { Problem } from "./problem.ts";
import type { Description } from "./read.ts";
import { nodeAt } from "./ref.ts";
import { searchProblem } from "./search-table.ts";
import { list, object, only, shape, SOME_TEXT, TEXT, told, when } from "./shape.ts";
import { Validator } from "./validator.ts";
import { inRange, isForSome, RANGE_SHAPE, type VersionRange } from "./versions.ts";
import { readYamlFolder, type YamlFile } from "./yaml.ts";

const STRENGTHS = ["live", "reported", "example"] as const;
const REFUSED = told("Only a refused request has it");
const ENTRY = {
  ...only(
    {
      of: told("$ is no component, no `METHOD /path request` and no `METHOD /path status`", {
        type: "string",
        pattern: "^([\\w.-]+|[A-Z]+ /\\S* (request|\\d{3}))$",
      }),
      versions: { ...RANGE_SHAPE, type: ["string", "array"], items: RANGE_SHAPE, minItems: 1 },
      source: SOME_TEXT,
      date: told('$ is no year, month or day in quotes, such as "2026-05"', {
        type: "string",
        pattern: "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$",
      }),
      strength: told(`$ is none of ${STRENGTHS.join(", ")}`, { enum: STRENGTHS }),
      value: {},
    },
    {
      accepted: { type: "boolean" },
      status: { type: "integer", minimum: 400, maximum: 599 },
      code: SOME_TEXT,
      note: TEXT,
    },
  ),
  ...when(
    { properties: { of: { pattern: " request$" } } },
    {
      required: ["accepted"],
      ...when(
        object({ accepted: { const: false } }),
        { required: ["status", "code"] },
        { properties: { status: REFUSED, code: REFUSED } },
      ),
    },
    { properties: { accepted: told("Only a request is accepted or not"), status: REFUSED, code: REFUSED } },
  ),
};

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

export interface EvidenceReport {
  /** What does not fit. */
  problems: Problem[];
  /** By version: how many pieces were held against its description, and how many fit. */
  tally: Record<string, { held: number; fit: number }>;
}

/** @throws {DescriptionError} for what is written wrongly */
export function readEvidence(specs: string): YamlFile<Evidence[]>[] {
  return readYamlFolder(join(specs, "evidence"), shape(list(ENTRY)));
}

/**
 * Holds each piece against the corrected description of every version that it claims, closed: a property that nothing
 * declares does not fit. A request that was refused may fit or not, as a schema does not see everything; a search
 * that was refused for a field must not be one that `x-search-fields` takes.
 */
export function checkEvidence(descriptions: Description[], files: YamlFile<Evidence[]>[]): EvidenceReport {
  const versions = descriptions.map(({ version }) => version);
  const scales = descriptions.map(({ version, corrected }) => new Scale(version, corrected));
  const tally = Object.fromEntries(versions.map((version) => [version, { held: 0, fit: 0 }]));
  const problems = files.flatMap(({ file, content: entries }) =>
    entries.flatMap((evidence, index) => {
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
    }),
  );
  return { problems, tally };
}

function rangesOf({ versions }: Evidence): VersionRange[] {
  return [versions].flat();
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
    if (!status) return { missing: `It has no answer \`${part}\`.` };
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
