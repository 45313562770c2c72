import type { OpenApiDocument, Operation, Parameter, PathItem, Response, Schema } from "../openapi.ts";
import { METHODS } from "../openapi.ts";
import { nodeAt, pointerKey, refKeys } from "../ref.ts";
import { anonymous, named, placeholdersOf, type PlaceholderNames } from "./placeholders.ts";
import { schemaFacts, withoutProse } from "./schema.ts";

/** What cannot be understood, and where. */
interface PublishedProblem {
  pointer: string;
  reason: string;
}

export interface Published {
  /** Its facts: without a sentence, an example or an extension. */
  facts: OpenApiDocument;
  /** Operations that Intercom gives no id, as `METHOD path`: a rule gives one. */
  unnamed: string[];
  /** What leads nowhere: it stands as `x-published-ref`. */
  dangling: PublishedProblem[];
  problems: PublishedProblem[];
}

/** What a description of Intercom's states, in the words of OpenAPI 3.1 and in its own order. */
export function publishedFacts(
  official: OpenApiDocument,
  version: string,
  exceptions: PlaceholderNames,
): Published {
  return new Reader(official, exceptions).read(version);
}

const LISTS = ["enum", "required", "allOf", "anyOf", "oneOf"] as const;

class Reader {
  private readonly problems: PublishedProblem[] = [];
  private readonly dangling: PublishedProblem[] = [];
  private readonly unnamed: string[] = [];
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly official: OpenApiDocument,
    private readonly exceptions: PlaceholderNames,
  ) {}

  read(version: string): Published {
    const { servers, security, tags, components } = this.official;
    const facts = {
      openapi: "3.1.0",
      info: { title: this.official.info.title, version },
      ...(servers && { servers: this.names(servers, "url").map((url) => ({ url: url.replace(/\/$/, "") })) }),
      ...(security && { security }),
      ...(tags && { tags: this.names(tags, "name").map((name) => ({ name })) }),
      paths: this.paths(),
      components: {
        ...(components.securitySchemes && { securitySchemes: bareSchemes(components.securitySchemes) }),
        schemas: this.map(components.schemas, "#/components/schemas", (schema, at) =>
          this.schema(schema, at),
        ),
      },
    } as OpenApiDocument;
    const { problems, dangling, unnamed } = this;
    return { facts, unnamed, dangling, problems };
  }

  private paths(): OpenApiDocument["paths"] {
    const seen = new Map<string, string>();
    const items = Object.entries(this.official.paths).map(([published, item]) => {
      const at = `#/paths/${pointerKey(published)}`;
      const path = named(published, this.exceptions);
      const twin = seen.get(anonymous(path));
      if (twin) this.refuse(at, `\`${published}\` and \`${twin}\` are the same path`);
      seen.set(anonymous(path), published);
      const names = placeholdersOf(path);
      if (new Set(names).size < names.length) {
        this.refuse(at, `two placeholders of \`${path}\` have one name; give one in specs/placeholders.yaml`);
      }
      return [path, this.pathItem(published, path, item, at)];
    });
    return Object.fromEntries(items) as OpenApiDocument["paths"];
  }

  private pathItem(from: string, to: string, item: PathItem, at: string): PathItem {
    if (!this.isObject(item, at)) return {};
    const entries = Object.entries(withoutProse(item)).flatMap(([key, node]): [string, unknown][] => {
      if (key === "parameters") {
        return [[key, this.parameters(from, to, node as Parameter[], `${at}/parameters`)]];
      }
      if ((METHODS as readonly string[]).includes(key)) {
        return [[key, this.operation(key, from, to, node as Operation, `${at}/${key}`)]];
      }
      this.refuse(`${at}/${key}`, `\`${key}\` is nothing that the tools know of a path`);
      return [];
    });
    return Object.fromEntries(entries) as PathItem;
  }

  private operation(method: string, from: string, to: string, operation: Operation, at: string): Operation {
    if (!this.isObject(operation, at)) return { operationId: "", responses: {} };
    const name = `${method.toUpperCase()} ${to}`;
    const { operationId, tags, deprecated, security, parameters, requestBody, responses } = operation;
    const id = operationId ?? operationIdFor(method, to);
    const twin = this.ids.get(id);
    if (twin) this.refuse(at, `${name} and ${twin} have one operationId, \`${id}\``);
    this.ids.set(id, name);
    if (!operationId) this.unnamed.push(name);
    if (!responses) this.refuse(at, `${name} has no responses`);
    const body = requestBody && this.target(requestBody, `${at}/requestBody`);
    return {
      ...(tags && { tags }),
      operationId: id,
      ...(!operationId && { "x-unnamed": true }),
      ...(deprecated && { deprecated }),
      ...(security && { security }),
      ...(parameters && {
        parameters: this.parameters(from, to, parameters as Parameter[], `${at}/parameters`),
      }),
      ...(body && {
        requestBody: {
          ...withoutProse(body),
          content: this.content(body.content ?? {}, `${at}/requestBody`),
        },
      }),
      responses: this.map(responses ?? {}, `${at}/responses`, (response, place) =>
        this.response(this.target(response as Response, place), place),
      ),
    };
  }

  private parameters(from: string, to: string, parameters: Parameter[], at: string): Parameter[] {
    const names = placeholdersOf(from);
    if (!Array.isArray(parameters)) this.refuse(at, "a list was expected");
    return [parameters].flat().flatMap((node, index) => {
      if (!this.isObject(node, `${at}/${index}`)) return [];
      const { schema, ...parameter } = this.target(node, `${at}/${index}`);
      const place = names.indexOf(parameter.name);
      if (!parameter.name || !parameter.in)
        this.refuse(`${at}/${index}`, "a parameter without name and place");
      if (parameter.in === "path" && place < 0) {
        this.refuse(`${at}/${index}`, `\`${parameter.name}\` is no placeholder of ${from}`);
      }
      return {
        ...withoutProse(parameter),
        name: parameter.in === "path" ? placeholdersOf(to)[place] : parameter.name,
        ...(schema && { schema: this.schema(schema, `${at}/${index}/schema`) }),
      } as unknown as Parameter;
    });
  }

  /** Without a description, which OpenAPI asks for: that is ours to write. */
  private response({ headers, content }: Response, at: string): Response {
    return {
      ...(headers && {
        headers: this.map(headers, `${at}/headers`, (node, place) => {
          const { schema, ...header } = this.target(node as { schema?: Schema }, place);
          return {
            ...withoutProse(header),
            ...(schema && { schema: this.schema(schema, `${place}/schema`) }),
          };
        }),
      }),
      ...(content && { content: this.content(content, at) }),
    } as Response;
  }

  private content(content: Record<string, { schema?: Schema }>, at: string) {
    return this.map(content, `${at}/content`, ({ schema }, place) =>
      schema ? { schema: this.schema(schema, `${place}/schema`) } : {},
    );
  }

  private schema(schema: Schema, at: string): Schema {
    return this.isSchema(schema, at) ? schemaFacts(schema, (ref) => this.leads(ref)) : {};
  }

  private isSchema(schema: Schema, at: string): boolean {
    if (!this.isObject(schema, at)) return false;
    const { $ref, properties, items, additionalProperties: more } = schema;
    if (typeof $ref === "string" && !this.leads($ref)) {
      this.dangling.push({ pointer: at, reason: `${$ref} leads nowhere` });
    }
    const sound = LISTS.filter((keyword) => schema[keyword] !== undefined).map((keyword) => {
      const list = schema[keyword];
      if (!Array.isArray(list)) return this.refuse(`${at}/${keyword}`, "a list was expected");
      if (keyword === "enum" || keyword === "required") return true;
      return list.every((branch, index) => this.isSchema(branch as Schema, `${at}/${keyword}/${index}`));
    });
    if (properties !== undefined) {
      const entries = this.isObject(properties, `${at}/properties`) ? Object.entries(properties) : [];
      sound.push(
        ...entries.map(([name, node]) => this.isSchema(node, `${at}/properties/${pointerKey(name)}`)),
      );
    }
    if (items !== undefined) sound.push(this.isSchema(items, `${at}/items`));
    if (typeof more === "object") sound.push(this.isSchema(more, `${at}/additionalProperties`));
    return sound.every(Boolean);
  }

  private leads(ref: string): boolean {
    return ref.startsWith("#/") && nodeAt(this.official, refKeys(ref)) !== undefined;
  }

  /** A parameter, a body, an answer or a header stands at its place, also where Intercom refers to a shared one. */
  private target<T extends object>(node: T, at: string): T {
    const { $ref } = node as { $ref?: unknown };
    if (typeof $ref !== "string") return node;
    const found = nodeAt(this.official, refKeys($ref));
    if (typeof found === "object" && found !== null) return this.target(found as T, at);
    this.refuse(at, `${$ref} leads nowhere`);
    return {} as T;
  }

  private map<From, To>(nodes: Record<string, From>, at: string, each: (node: From, at: string) => To) {
    if (!this.isObject(nodes, at)) return {};
    return Object.fromEntries(
      Object.entries(nodes).flatMap(([key, node]): [string, To][] => {
        const place = `${at}/${pointerKey(key)}`;
        return this.isObject(node, place) ? [[key, each(node, place)]] : [];
      }),
    );
  }

  private isObject(node: unknown, at: string): boolean {
    if (typeof node === "object" && node !== null && !Array.isArray(node)) return true;
    return this.refuse(at, "an object was expected");
  }

  /** What the items of a list are called. */
  private names<Key extends "url" | "name">(items: readonly { [K in Key]: string }[], key: Key): string[] {
    const at = key === "url" ? "#/servers" : "#/tags";
    if (!Array.isArray(items)) this.refuse(at, "a list was expected");
    return [items].flat().flatMap((item: { [K in Key]: string }, index) => {
      const name: unknown = item?.[key];
      if (typeof name === "string") return [name];
      this.refuse(`${at}/${index}`, `\`${key}\` is missing`);
      return [];
    });
  }

  private refuse(pointer: string, reason: string): false {
    this.problems.push({ pointer, reason });
    return false;
  }
}

/** Of the scopes of a security scheme only the names. */
function bareSchemes(schemes: Record<string, object>): Record<string, object> {
  const bare = (value: unknown, key: string): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    if (key === "scopes") return Object.fromEntries(Object.keys(value).map((scope) => [scope, ""]));
    return Object.fromEntries(
      Object.entries(withoutProse(value)).map(([name, inner]) => [name, bare(inner, name)]),
    );
  };
  return bare(schemes, "") as Record<string, object>;
}

/**
 * The id of an operation that Intercom gives none.
 *
 * @example operationIdFor("get", "/export/reporting_data/{job_identifier}") // "getExportReportingDataByJobIdentifier"
 */
function operationIdFor(method: string, path: string): string {
  const words = path.replaceAll(/\{([^{}/]+)\}/g, "by_$1").split(/[^A-Za-z0-9]+/);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
