import {
  dereference,
  operationsOf,
  type OpenApiDocument,
  type OperationEntry,
} from "@intercom-openapi/descriptions";
import { Validator } from "@intercom-openapi/descriptions/validator";
import createRouter, { type HTTPMethod } from "find-my-way";
import { exampleOrSample } from "./example.ts";
import { Refusal, type Answer } from "./http.ts";

/** One version of the API: finds the operation, checks what was sent, answers from the description. */
export class VersionApi {
  private readonly router = createRouter({ ignoreTrailingSlash: false });
  private readonly validator: Validator;

  constructor(private readonly document: OpenApiDocument) {
    this.validator = new Validator(document);
    for (const entry of operationsOf(document)) {
      const path = entry.path.replaceAll(/\{(\w+)\}/g, ":$1");
      this.router.on(entry.method.toUpperCase() as HTTPMethod, path, () => {}, entry);
    }
  }

  answer(method: string, url: string, body: string): Answer {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const found = this.router.find(method as HTTPMethod, pathname);
    if (!found) throw new Refusal(404, "not_found", `No operation ${method} ${pathname} in this version`);
    const entry = found.store as OperationEntry;
    this.checkQuery(entry, searchParams);
    this.checkBody(entry, body);
    return this.success(entry);
  }

  private checkQuery({ parameters }: OperationEntry, given: URLSearchParams): void {
    const query = parameters.filter((parameter) => parameter.in === "query");
    const missing = query.find(({ name, required }) => required && !given.has(name));
    if (missing) throw new Refusal(400, "parameter_missing", `Query parameter ${missing.name} is missing`);
    const unknown = [...given.keys()].find((name) => !query.some((parameter) => parameter.name === name));
    if (unknown) throw new Refusal(400, "parameter_invalid", `No query parameter ${unknown}`);
  }

  private checkBody({ path, method, operation }: OperationEntry, body: string): void {
    if (!operation.requestBody) {
      if (body) throw new Refusal(400, "parameter_invalid", "This operation takes no body");
      return;
    }
    const value = parse(body);
    const schema = ["paths", path, method, "requestBody", "content", "application/json", "schema"];
    const problems = this.validator.problems(schema, value);
    if (problems.length > 0) throw new Refusal(422, "parameter_invalid", problems.join("; "));
  }

  private success({ operation }: OperationEntry): Answer {
    const [status, reference] =
      Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? [];
    if (!reference) throw new Error(`${operation.operationId} describes no success`);
    const { content } = dereference(this.document, reference);
    const [type, media] = Object.entries(content ?? {})[0] ?? [];
    if (!media) return { status: Number(status) };
    if (type === "application/octet-stream")
      return { status: Number(status), body: new Uint8Array([31, 139]) };
    return { status: Number(status), body: exampleOrSample(this.document, media) };
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, "bad_request", "The body is no JSON");
  }
}
