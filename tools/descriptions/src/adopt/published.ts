import { METHODS, type OpenApiDocument, type Operation, type Parameter } from "../openapi.ts";
import type { Method, PathItem, Response, Schema } from "../openapi.ts";
import { isMap, nodeAt, pointerKey, refKeys } from "../ref.ts";
import type { Misfit } from "../shape.ts";
import { leadsSomewhere } from "../sound.ts";
import { anonymous, named, placeholdersOf, type PlaceholderNames } from "./placeholders.ts";
import { schemaFacts, withoutProse } from "./schema.ts";

export interface Published {
  /** Its facts: without a sentence, an example or an extension. */
  facts: OpenApiDocument;
  /** Operations that Intercom gives no id, as `METHOD path`: a rule gives one. */
  unnamed: string[];
  /** What leads nowhere: it stands as `x-published-ref`. */
  dangling: Misfit[];
  /** What cannot be understood. */
  problems: Misfit[];
}

/** What a description of Intercom's states, in the words of OpenAPI 3.1 and in its own order. */
export function publishedFacts(
  official: OpenApiDocument,
  version: string,
  exceptions: PlaceholderNames,
): Published {
  return new Reader(official, exceptions).read(version);
}

class Reader {
  private readonly problems: Misfit[] = [];
  private readonly dangling: Misfit[] = [];
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
      ...(servers && { servers: servers.map(({ url }) => ({ url: url.replace(/\/$/, "") })) }),
      ...(security && { security }),
      ...(tags && { tags: tags.map(({ name }) => ({ name })) }),
      paths: this.paths(),
      components: {
        ...(components.securitySchemes && { securitySchemes: bareSchemes(components.securitySchemes) }),
        schemas: each(components.schemas, "#/components/schemas", (schema, at) => this.schema(schema, at)),
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
    const { parameters, ...operations } = withoutProse(item);
    const known = Object.entries(operations).filter(([key]) => {
      const isMethod = (METHODS as readonly string[]).includes(key);
      if (!isMethod) this.refuse(`${at}/${key}`, `\`${key}\` is nothing that the tools know of a path`);
      return isMethod;
    });
    return {
      ...(parameters && { parameters: this.parameters(from, to, parameters, `${at}/parameters`) }),
      ...Object.fromEntries(
        known.map(([key, node]) => [key, this.operation(key as Method, from, to, node, `${at}/${key}`)]),
      ),
    };
  }

  private operation(method: Method, from: string, to: string, operation: Operation, at: string): Operation {
    const name = `${method.toUpperCase()} ${to}`;
    const { operationId, tags, deprecated, security, parameters, requestBody, responses } = operation;
    const id = operationId || operationIdFor(method, to);
    const twin = this.ids.get(id);
    if (twin) this.refuse(at, `${name} and ${twin} have one operationId, \`${id}\``);
    this.ids.set(id, name);
    if (!operationId) this.unnamed.push(name);
    const body = requestBody && this.target(requestBody, `${at}/requestBody`);
    return {
      ...(tags && { tags }),
      operationId: id,
      ...(!operationId && { "x-unnamed": true }),
      ...(deprecated && { deprecated }),
      ...(security && { security }),
      ...(parameters && { parameters: this.parameters(from, to, parameters, `${at}/parameters`) }),
      ...(body && {
        requestBody: {
          ...withoutProse(body),
          content: this.content(body.content ?? {}, `${at}/requestBody`),
        },
      }),
      responses: each(responses, `${at}/responses`, (response, place) =>
        this.response(this.target(response as Response, place), place),
      ),
    };
  }

  private parameters(from: string, to: string, parameters: PathItem["parameters"] & object, at: string) {
    const names = placeholdersOf(from);
    return parameters.map((node, index) => {
      const { schema, ...parameter } = this.target(node as Parameter, `${at}/${index}`);
      const place = names.indexOf(parameter.name);
      if (parameter.in === "path" && place < 0) {
        this.refuse(`${at}/${index}`, `\`${parameter.name}\` is no placeholder of ${from}`);
      }
      return {
        ...withoutProse(parameter),
        name: parameter.in === "path" ? placeholdersOf(to)[place] : parameter.name,
        ...(schema && { schema: this.schema(schema, `${at}/${index}/schema`) }),
      } as Parameter;
    });
  }

  /** Without a description, which OpenAPI asks for: that is ours to write. */
  private response({ headers, content }: Response, at: string): Response {
    return {
      ...(headers && {
        headers: each(headers, `${at}/headers`, (node, place) => {
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
    return each(content, `${at}/content`, ({ schema }, place) =>
      schema ? { schema: this.schema(schema, `${place}/schema`) } : {},
    );
  }

  private schema(schema: Schema, at: string): Schema {
    return schemaFacts(schema, at, (ref, place) => {
      const leads = leadsSomewhere(this.official, ref);
      if (!leads) this.dangling.push({ pointer: place, reason: `${ref} leads nowhere` });
      return leads;
    });
  }

  /** A parameter, a body, an answer or a header stands at its place, also where Intercom refers to a shared one. */
  private target<T extends object>(node: T, at: string): T {
    const { $ref } = node as { $ref?: unknown };
    if (typeof $ref !== "string") return node;
    if (leadsSomewhere(this.official, $ref))
      return this.target(nodeAt(this.official, refKeys($ref)) as T, at);
    this.refuse(at, `${$ref} leads nowhere`);
    return {} as T;
  }

  private refuse(pointer: string, reason: string): void {
    this.problems.push({ pointer, reason });
  }
}

function each<From, To>(nodes: Record<string, From>, at: string, fact: (node: From, at: string) => To) {
  const entries = Object.entries(nodes);
  return Object.fromEntries(entries.map(([key, node]) => [key, fact(node, `${at}/${pointerKey(key)}`)]));
}

/** Of the scopes of a security scheme only the names. */
function bareSchemes(schemes: Record<string, object>): Record<string, object> {
  const bare = (value: unknown, key: string): unknown => {
    if (!isMap(value)) return value;
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
