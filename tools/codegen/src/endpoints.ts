import {
  answersOf,
  isSuccess,
  METHODS,
  operationsOf,
  type MediaType,
  type OpenApiDocument,
  type OperationEntry,
} from "@intercom-openapi/descriptions";

/**
 * The flat `Endpoints` interface: method → path → what goes in and what comes out.
 * Everything is looked up in `operations` here once, so that a call costs the compiler one property access
 * instead of openapi-fetch's conditional types.
 */
export function endpoints(document: OpenApiDocument): string {
  const entries = operationsOf(document);
  // those without a path too: a client's methods look in each
  const methods = METHODS.map((method) => {
    const paths = entries
      .filter((entry) => entry.method === method)
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map((entry) => endpoint(document, entry));
    return `  ${method.toUpperCase()}: {${paths.length > 0 ? `\n${paths.join("")}  ` : ""}};\n`;
  });
  return `${HEAD}export interface Endpoints<Options = unknown> {\n${methods.join("")}}\n`;
}

const HEAD = `/**
 * Every operation by method and path.
 *
 * - \`path\`, \`query\`, \`body\`: what goes in, \`never\` where there is none
 * - \`data\`: the body of a 2xx answer, \`undefined\` where it has none
 * - \`error\`: the body of any other answer
 * - \`args\`: the arguments that follow the path in a call; a client adds its own \`Options\` to them
 *
 * @example
 * type Reply = Endpoints["POST"]["/conversations/{conversation_id}/reply"]["body"];
 */
`;

function endpoint(document: OpenApiDocument, { path, operation, parameters }: OperationEntry): string {
  const self = `operations["${operation.operationId}"]`;
  const has = (location: string) => parameters.some((parameter) => parameter.in === location);
  const needs = (location: string) =>
    parameters.some((parameter) => parameter.in === location && parameter.required);
  const types = {
    path: has("path") ? `${self}["parameters"]["path"]` : "never",
    query: has("query") ? `NonNullable<${self}["parameters"]["query"]>` : "never",
    body: operation.requestBody ? requestBody(self, operation.requestBody) : "never",
    data: answers(document, self, operation, isSuccess),
    error: answers(document, self, operation, (status) => !isSuccess(status)),
  };

  const params: string[] = [];
  if (has("path")) params.push(`path: ${types.path}`);
  if (has("query")) params.push(`query${needs("query") ? "" : "?"}: ${types.query}`);
  const init: string[] = [];
  if (params.length > 0)
    init.push(`params${has("path") || needs("query") ? "" : "?"}: { ${params.join("; ")} }`);
  if (operation.requestBody) init.push(`body: ${types.body}`);
  const required = has("path") || needs("query") || operation.requestBody !== undefined;
  const type = init.length > 0 ? `{ ${init.join("; ")} } & Options` : "Options";
  const args = `[init${required ? "" : "?"}: ${type}]`;

  const members = Object.entries({ ...types, args }).map(([name, value]) => `      ${name}: ${value};\n`);
  const { summary = "", deprecated } = operation;
  const comment = `    /** ${summary}.${deprecated ? " @deprecated" : ""} */\n`;
  return `${comment}    "${path}": {\n${members.join("")}    };\n`;
}

function requestBody(self: string, { content }: { content: Record<string, MediaType> }): string {
  const types = Object.keys(content).map(
    (type) => `NonNullable<${self}["requestBody"]>["content"]["${type}"]`,
  );
  return types.join(" | ");
}

function answers(
  document: OpenApiDocument,
  self: string,
  operation: OperationEntry["operation"],
  selects: (status: string) => boolean,
): string {
  const types = new Map<string, string>();
  for (const [status, { content = {} }] of answersOf(document, operation)) {
    if (!selects(status)) continue;
    const key = /^\d+$/.test(status) ? status : `"${status}"`;
    for (const [type, { schema }] of Object.entries(content)) {
      const name = schema?.$ref?.split("/").pop();
      const value = name
        ? `components["schemas"]["${name}"]`
        : `${self}["responses"][${key}]["content"]["${type}"]`;
      types.set(JSON.stringify(schema ?? value), value);
    }
    if (Object.keys(content).length === 0) types.set("undefined", "undefined");
  }
  return types.size > 0 ? [...types.values()].join(" | ") : "undefined";
}
