import type { OpenApiDocument, Operation, Parameter, Response } from "./openapi.ts";
import { operationsOf, type OperationEntry } from "./operations.ts";
import type { Pagination } from "./pagination.ts";
import { dereference } from "./ref.ts";

/** A call as a reader copies it; `x-codeSamples` is what Redocly, Scalar and others read. */
interface CodeSample {
  lang: string;
  label: string;
  source: string;
}

/** What a sample sends: values from the description's own examples, and no more than the call needs. */
interface Call {
  method: string;
  path: string;
  pathValues: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  /** Whether a success has a body, and whether that is a file. */
  answer: "json" | "file" | "none";
  paged: boolean;
}

/** A copy whose operations carry a sample in TypeScript and one in curl. */
export function withCodeSamples(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const entry of operationsOf(copy)) entry.operation["x-codeSamples"] = codeSamples(document, entry);
  return copy;
}

function codeSamples(document: OpenApiDocument, entry: OperationEntry): CodeSample[] {
  const call = callOf(document, entry);
  return [
    { lang: "TypeScript", label: "TypeScript", source: typeScript(call, document.info.version) },
    { lang: "Shell", label: "curl", source: curl(call, document) },
  ];
}

function callOf(document: OpenApiDocument, { method, path, operation, parameters }: OperationEntry): Call {
  const { requestBody, responses } = operation;
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  const [type] = Object.keys((success && dereference<Response>(document, success).content) ?? {});
  const pagination = operation["x-pagination"] as Pagination | undefined;
  const values = (place: string, valueOf: (name: string) => unknown) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && parameter.required)
        .map(({ name, schema }) => {
          // an operation that was adopted only now has no examples yet
          const value =
            schema.enum?.[0] ?? valueOf(name) ?? { integer: 1, boolean: true }[`${schema.type}`] ?? name;
          return [name, schema.type === "string" ? String(value) : value];
        }),
    );
  return {
    method: method.toUpperCase(),
    path,
    pathValues: values("path", (name) => placeholderValue(document, name)),
    query: {
      ...values("query", (name) => queryValue(document, operation, name)),
      ...(pagination?.style === "link" ? linkedQuery(document, operation, parameters) : {}),
    },
    body: firstExample(requestBody?.content),
    answer: type === undefined ? "none" : type.includes("json") ? "json" : "file",
    paged: pagination !== undefined && pagination.style !== "none",
  };
}

/** What the examples of answers give a path's placeholder: the id of what a path ends with, or that of its own name. */
function placeholderValue(document: OpenApiDocument, name: string): unknown {
  const answers = operationsOf(document)
    .filter(({ path }) => path.endsWith(`/{${name}}`))
    // what is read has its id; what is deleted may have less
    .toSorted((a, b) => Number(a.method !== "get") - Number(b.method !== "get"))
    .flatMap(({ operation }) => successExamples(document, operation));
  return answers.map((answer) => (answer as { id?: unknown }).id).find(Boolean) ?? find(answers, name);
}

/** What the answer's example gives a query parameter: `created_at_after` is a `created_at`. */
function queryValue(document: OpenApiDocument, operation: Operation, name: string): unknown {
  return find(successExamples(document, operation), name.replace(/_(?:after|before)$/, ""));
}

/** Where a list goes on by a link, the example's link names what was asked for, also what `required` cannot say. */
function linkedQuery(document: OpenApiDocument, operation: Operation, parameters: Parameter[]): object {
  const link = find(successExamples(document, operation), "next");
  const known = new Set(parameters.map(({ name }) => name));
  const asked = [...new URL(String(link)).searchParams].filter(
    ([name]) => known.has(name) && name !== "per_page",
  );
  return Object.fromEntries(asked);
}

function successExamples(document: OpenApiDocument, { responses }: Operation): unknown[] {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, response]) => firstExample(dereference<Response>(document, response).content))
    .filter((value) => value !== undefined);
}

function firstExample(content: Response["content"]): unknown {
  const [media] = Object.values(content ?? {});
  return Object.values(media?.examples ?? {})[0]?.value;
}

/** The first value of that name, however deep. */
function find(node: unknown, name: string): unknown {
  if (typeof node !== "object" || node === null) return undefined;
  const own = (node as Record<string, unknown>)[name];
  if (typeof own === "string" || typeof own === "number") return own;
  return Object.values(node)
    .map((child) => find(child, name))
    .find((value) => value !== undefined);
}

/** Where prettier would break a line: wide enough for a page, narrow enough for its column. */
const WIDTH = 80;

function typeScript(call: Call, version: string): string {
  const { method, path, pathValues, query, body, answer, paged } = call;
  const params = { ...filled("path", pathValues), ...filled("query", query) };
  const options = {
    ...filled("params", params),
    ...(body === undefined ? {} : { body }),
    ...(answer === "file" ? { parseAs: "stream" } : {}),
  };
  const names = answer === "none" ? "{ error }" : "{ data, error }";
  const lines = paged
    ? [
        invocation("const items = paginate", ["intercom", method, path], options),
        "for await (const item of items) {",
        "  console.log(item);",
        "}",
      ]
    : [
        invocation(`const ${names} = await intercom.${method}`, [path], options),
        "if (error) throw error;",
        ...{ json: ["console.log(data);"], file: [`if (data) await writeFile("download", data);`], none: [] }[
          answer
        ],
      ];
  const node = answer === "file" ? `import { writeFile } from "node:fs/promises";\n` : "";
  return `${node}import { createIntercomClient${paged ? ", paginate" : ""} } from "@intercom-openapi/client";

const intercom = createIntercomClient({
  version: ${JSON.stringify(version)},
  token: process.env.INTERCOM_TOKEN,
});

${lines.join("\n")}
`;
}

function filled(name: string, value: object): Record<string, unknown> {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
}

/** A call as prettier writes it: in one line, with the last argument's braces around the break, or one argument a line. */
function invocation(callee: string, operands: string[], options: object): string {
  const words = operands.map((operand) => (operand === "intercom" ? operand : quoted(operand)));
  const flat = `${callee}(${[...words, ...(Object.keys(options).length > 0 ? [inline(options)] : [])].join(", ")});`;
  if (flat.length <= WIDTH && !forcedOpen(options)) return flat;
  if (Object.keys(options).length === 0) return `${callee}(\n  ${words.join(",\n  ")},\n);`;
  const head = `${callee}(${words.join(", ")}, `;
  if (`${head}{`.length <= WIDTH) return `${head}${expanded(options, 0)});`;
  const last = written(options, 2, 2);
  return `${callee}(\n${[...words, last].map((argument) => `  ${argument},`).join("\n")}\n);`;
}

/** A value, begun in some column of a line that has some indent. */
function written(value: unknown, column: number, indent: number): string {
  const flat = inline(value);
  const open = typeof value === "object" && value !== null && flat.length > 2;
  if (!open || (column + flat.length + 1 <= WIDTH && !forcedOpen(value))) return flat;
  return expanded(value, indent);
}

function expanded(value: object, indent: number): string {
  const space = " ".repeat(indent + 2);
  const lines = Array.isArray(value)
    ? value.map((item) => written(item, indent + 2, indent + 2))
    : Object.entries(value).map(([name, property]) => {
        const label = `${key(name)}:`;
        const text = written(property, indent + 3 + label.length, indent + 2);
        // under a label this short, a line of its own would gain nothing
        const movable = typeof property === "string" && label.length > 5;
        const tooLong = movable && indent + 4 + label.length + text.length > WIDTH;
        return tooLong ? `${label}\n${space}  ${text}` : `${label} ${text}`;
      });
  const [opening, closing] = Array.isArray(value) ? "[]" : "{}";
  return `${opening}\n${lines.map((line) => `${space}${line},\n`).join("")}${" ".repeat(indent)}${closing}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, property]) => `${key(name)}: ${inline(property)}`);
    return entries.length > 0 ? `{ ${entries.join(", ")} }` : "{}";
  }
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

/** Whether something in it is a list of several objects with several properties, which never stands in one line. */
function forcedOpen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const children: unknown[] = Object.values(value);
  const rows =
    Array.isArray(value) &&
    value.length > 1 &&
    children.every((child) => typeof child === "object" && child !== null && Object.keys(child).length > 1);
  return rows || children.some(forcedOpen);
}

function key(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  const double = JSON.stringify(text);
  if (text.split('"').length <= text.split("'").length) return double;
  return `'${double
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`;
}

function curl({ method, path, pathValues, query, body, answer }: Call, document: OpenApiDocument): string {
  const filledPath = path.replaceAll(/\{(.*?)\}/g, (_, name: string) =>
    encodeURIComponent(`${pathValues[name]}`),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.append(name, `${value}`);
  const url = `${document.servers?.[0]?.url ?? ""}${filledPath}${search.size > 0 ? `?${search}` : ""}`;
  const flat = JSON.stringify(body) ?? "";
  const json = flat.length > WIDTH - 10 ? JSON.stringify(body, null, 2) : flat;
  return `curl ${[
    ...(method === (body === undefined ? "GET" : "POST") ? [] : [`-X ${method}`]),
    `"${url}"`,
    `-H "Authorization: Bearer $INTERCOM_TOKEN"`,
    `-H "Intercom-Version: ${document.info.version}"`,
    ...(answer === "file" ? [`-H "Accept: application/octet-stream"`, "--output download"] : []),
    ...(body === undefined ? [] : [`-H "Content-Type: application/json"`, `-d ${shellQuoted(json)}`]),
  ].join(" \\\n  ")}
`;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
