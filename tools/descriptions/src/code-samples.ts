import { format } from "prettier";
import type { OpenApiDocument, Operation, Parameter, Response } from "./openapi.ts";
import { operationsOf, successAnswers, type OperationEntry } from "./operations.ts";
import type { Pagination } from "./pagination.ts";

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
export async function withCodeSamples(document: OpenApiDocument): Promise<OpenApiDocument> {
  const copy = structuredClone(document);
  for (const entry of operationsOf(copy))
    entry.operation["x-codeSamples"] = await codeSamples(document, entry);
  return copy;
}

async function codeSamples(document: OpenApiDocument, entry: OperationEntry): Promise<CodeSample[]> {
  const call = callOf(document, entry);
  return [
    { lang: "TypeScript", label: "TypeScript", source: await typeScript(call, document.info.version) },
    { lang: "Shell", label: "curl", source: curl(call, document) },
  ];
}

function callOf(document: OpenApiDocument, { method, path, operation, parameters }: OperationEntry): Call {
  const [success] = successAnswers(document, operation);
  const [type] = Object.keys(success?.[1].content ?? {});
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
    body: firstExample(operation.requestBody?.content),
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

function successExamples(document: OpenApiDocument, operation: Operation): unknown[] {
  return successAnswers(document, operation)
    .map(([, { content }]) => firstExample(content))
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

/** Wide enough for a page, narrow enough for its column. */
const WIDTH = 80;

function typeScript(call: Call, version: string): Promise<string> {
  const { method, path, pathValues, query, body, answer, paged } = call;
  const params = { ...filled("path", pathValues), ...filled("query", query) };
  const options = {
    ...filled("params", params),
    ...(body === undefined ? {} : { body }),
    ...(answer === "file" ? { parseAs: "stream" } : {}),
  };
  const operands = [path, ...Object.values(filled("options", options))];
  const asked = operands.map((operand) => JSON.stringify(operand)).join();
  const names = answer === "none" ? "{ error }" : "{ data, error }";
  const lines = paged
    ? [
        `const items = paginate(intercom, "${method}", ${asked});`,
        "for await (const item of items) {",
        "console.log(item);",
        "}",
      ]
    : [
        `const ${names} = await intercom.${method}(${asked});`,
        "if (error) throw error;",
        { json: "console.log(data);", file: `if (data) await writeFile("download", data);`, none: "" }[
          answer
        ],
      ];
  const node = answer === "file" ? `import { writeFile } from "node:fs/promises";\n` : "";
  const source = `${node}import { createIntercomClient${paged ? ", paginate" : ""} } from "@intercom-openapi/client";

const intercom = createIntercomClient({
  version: ${JSON.stringify(version)},
  token: process.env.INTERCOM_TOKEN,
});

${lines.join("\n")}
`;
  return format(source, { parser: "typescript", printWidth: WIDTH });
}

function filled(name: string, value: object): Record<string, object> {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
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
