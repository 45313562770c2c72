import {
  closed,
  dereference,
  operationsOf,
  refKeys,
  Validator,
  type MediaType,
  type OpenApiDocument,
  type OperationEntry,
  type Response,
  type Schema,
} from "@intercom-openapi/descriptions/reading";
import createRouter, { type HTTPMethod } from "find-my-way";
import { invalid, isReadable, MalformedBody, Refusal, type Answer } from "../http.ts";
import { isJson, objectsAt, only, parseJson, text, type Json } from "../json.ts";
import { View } from "./view.ts";

/** No body of the API comes near either. Checking one takes a time that grows with the square of what is in it. */
const DEEPEST = 50;
const MOST_VALUES = 10_000;

/** What a body lacks, in the words of the validator. */
const LACK = /^\/ must have required property '(.+)'$/;

type Operation = Pick<OperationEntry, "operation" | "path" | "method">;

/** One version of the API: finds the operation, checks what was sent and what is answered, has the examples. */
export class VersionApi {
  readonly view: View;
  private readonly router = createRouter({ ignoreTrailingSlash: true });
  private readonly operations: Map<string, OperationEntry>;
  // made when they are first needed: of most versions nothing is asked
  private validator: Validator | undefined;
  private closedValidator: Validator | undefined;

  constructor(readonly document: OpenApiDocument) {
    this.view = new View(document);
    const entries = operationsOf(document);
    this.operations = new Map(entries.map((entry) => [entry.operation.operationId, entry]));
    for (const entry of entries) {
      const path = entry.path.replaceAll(/\{(\w+)\}/g, ":$1");
      this.router.on(entry.method.toUpperCase() as HTTPMethod, path, () => {}, entry);
    }
  }

  get operationIds(): string[] {
    return [...this.operations.keys()];
  }

  operation(operationId: string): OperationEntry | undefined {
    return this.operations.get(operationId);
  }

  /** What a component's schema makes of a value. */
  component(name: string, value: unknown): unknown {
    return this.view.of({ $ref: `#/components/schemas/${name}` }, value);
  }

  find(method: string, pathname: string) {
    const found = this.router.find(method as HTTPMethod, pathname);
    if (!found) return undefined;
    return { entry: found.store as OperationEntry, path: found.params as Record<string, string> };
  }

  /** Refuses what does not fit the description; otherwise the body, parsed, as far as the operation has use for it. */
  check(entry: OperationEntry, query: URLSearchParams, body: string): unknown {
    this.checkQuery(entry, query);
    return this.checkBody(entry, body);
  }

  /**
   * The described success with its example.
   *
   * @param page of a list: the example that shows it, where one does
   */
  success({ operation }: OperationEntry, page = 1): Answer {
    const { operationId } = operation;
    const [status, response] = this.successOf(operationId);
    const [type, media] = Object.entries(response.content ?? {})[0] ?? [];
    if (!media) return { status };
    if (type === "application/octet-stream") return { status, body: new Uint8Array([31, 139]) };
    const other = page === 1 ? undefined : this.examples(operationId).find((body) => pageOf(body) === page);
    const [first] = Object.values(media.examples ?? {});
    return { status, body: other ?? (first ? first.value : this.view.empty(media.schema ?? {})) };
  }

  /** Every example of an operation's success, in the description's order; none where there is no such operation. */
  examples(operationId: string): Json[] {
    if (!this.operations.has(operationId)) return [];
    const { content } = this.successOf(operationId)[1];
    const media = Object.values(content ?? {}).flatMap(({ examples }) => Object.values(examples ?? {}));
    return media.map(({ value }) => value).filter(isJson);
  }

  /** The code of a refusal's example, such as 404's `tag_not_found`. */
  refusalCode({ operation }: OperationEntry, status: number, name: string): string | undefined {
    const response = operation.responses[status];
    if (!response) return undefined;
    const { content } = dereference(this.document, response);
    const example = content?.["application/json"]?.examples?.[name]?.value;
    return (example as { errors?: { code: string }[] } | undefined)?.errors?.[0]?.code;
  }

  /** An answer as this version gives it: what it declares, in its forms. */
  fit(entry: Operation, answer: Answer): Answer {
    const { body } = answer;
    if (body === undefined || body instanceof Uint8Array || isReadable(body)) return answer;
    const schema = this.mediaOf(entry, answer.status)?.media.schema;
    return schema ? { ...answer, body: this.view.of(schema, body) } : answer;
  }

  /** What an answer says that its schema, closed, does not allow; empty when it fits. */
  problems(entry: Operation, { status, body }: Answer): string[] {
    if (body instanceof Uint8Array || isReadable(body)) return [];
    const found = this.mediaOf(entry, status);
    if (!found) return body === undefined ? [] : [`no body is described for ${status}`];
    this.closedValidator ??= new Validator(closed(this.document));
    return this.closedValidator.problems([...found.keys, "schema"], body);
  }

  private successOf(operationId: string): [number, Response] {
    const responses = this.operations.get(operationId)?.operation.responses ?? {};
    const [status, response] = Object.entries(responses).find(([code]) => code.startsWith("2")) ?? [];
    if (!response) throw new Error(`${operationId} describes no success`);
    return [Number(status), dereference(this.document, response)];
  }

  private mediaOf(
    { operation, path, method }: Operation,
    status: number,
  ): { keys: string[]; media: MediaType } | undefined {
    const codes = [String(status), `${String(status)[0]}XX`, "default"];
    const code = codes.find((name) => operation.responses[name]);
    const response = code && operation.responses[code];
    if (!response) return undefined;
    const [type, media] = Object.entries(dereference(this.document, response).content ?? {})[0] ?? [];
    if (!type || !media) return undefined;
    const keys = "$ref" in response ? refKeys(response.$ref) : ["paths", path, method, "responses", code];
    return { keys: [...keys, "content", type], media };
  }

  /** Parameters that are not described change nothing. */
  private checkQuery({ parameters }: OperationEntry, given: URLSearchParams): void {
    const query = parameters.filter((parameter) => parameter.in === "query");
    const missing = query.find(({ name, required }) => required && !given.has(name));
    if (missing) throw new Refusal(400, "parameter_missing", `Query parameter ${missing.name} is missing`);
    for (const { name, schema } of query) {
      const value = given.get(name);
      const wanted = value === null ? undefined : misfit(dereference<Schema>(this.document, schema), value);
      if (wanted) throw invalid(name, `\`${name}\` takes ${wanted}`);
    }
  }

  private checkBody({ path, method, operation }: OperationEntry, body: string): unknown {
    if (!operation.requestBody) {
      // an empty object is what many a client sends with whatever it posts
      if (!/^\s*(?:\{\s*\})?\s*$/.test(body))
        throw new Refusal(400, "parameter_invalid", "This operation takes no body");
      return undefined;
    }
    const value = parse(body);
    const schema = ["paths", path, method, "requestBody", "content", "application/json", "schema"];
    // the order of a search is refused in words of its own
    const sorts = operation["x-search-fields"] !== undefined;
    this.validator ??= new Validator(this.document);
    const problems = this.validator
      .problems(schema, value)
      .filter((problem) => !(sorts && problem.startsWith("/sort")));
    if (problems.length > 0) {
      throw this.lack(operation, problems) ?? new Refusal(400, "parameter_invalid", problems.join("; "));
    }
    return this.declared(operation, value);
  }

  /** The refusal that an operation describes for what a body lacks, as `name_missing` or `no_subject`. */
  private lack({ responses }: Operation["operation"], problems: readonly string[]): Refusal | undefined {
    // the others may be of a branch that was not meant
    const [, lacked] = problems.flatMap((problem) => LACK.exec(problem) ?? []);
    for (const status of [400, 422]) {
      const response = responses[status];
      const { content } = response ? dereference(this.document, response) : {};
      for (const [example, { value }] of Object.entries(content?.["application/json"]?.examples ?? {})) {
        const [, absent, lacking = absent] = /^(?:no_([a-z]+)|([a-z]+)_missing)$/.exec(example) ?? [];
        const [error] = isJson(value) ? objectsAt(value, "errors") : [];
        const names = [lacking, text(error?.["field"])];
        if (!lacked || !lacking || !error || !names.includes(lacked)) continue;
        return new Refusal(status, String(error["code"]), String(error["message"]), names[1]);
      }
    }
    return undefined;
  }

  /** What an operation declares of a body: as with any property that it does not know, the rest changes nothing. */
  private declared({ requestBody }: Operation["operation"], value: unknown): unknown {
    const schema = requestBody?.content?.["application/json"]?.schema;
    if (!schema || !isJson(value)) return value;
    const ways = this.view.waysOf(schema);
    const names = new Set(ways.flatMap(({ properties }) => [...properties.keys()]));
    return ways.some(({ others }) => others) ? value : only(value, [...names]);
  }
}

/** What a text in a query should be instead; undefined where it fits. */
function misfit({ type, enum: values }: Schema, given: string): string | undefined {
  if (values) return values.some((one) => String(one) === given) ? undefined : values.join(" or ");
  if (type === "boolean") return given === "true" || given === "false" ? undefined : "true or false";
  if (type === "integer") return /^-?\d+$/.test(given) ? undefined : "a number";
  return undefined;
}

function pageOf({ pages }: Json): unknown {
  return isJson(pages) ? pages["page"] : undefined;
}

function parse(body: string): unknown {
  if (body.trim() === "") throw new Refusal(400, "bad_request", "The body is missing");
  const value = parseJson(body);
  if (value === undefined) throw new MalformedBody();
  checkSize(value);
  return value;
}

/** The schema of a query refers to itself: checking goes as deep as the body does. */
function checkSize(value: unknown): void {
  let level = [value];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.length;
    if (depth > DEEPEST) throw tooMuch(`is nested more than ${DEEPEST} levels deep`);
    if (count > MOST_VALUES) throw tooMuch(`has more than ${MOST_VALUES} values`);
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? (Object.values(one) as unknown[]) : [],
    );
  }
}

function tooMuch(what: string): Refusal {
  return new Refusal(400, "bad_request", `The body ${what}`);
}
