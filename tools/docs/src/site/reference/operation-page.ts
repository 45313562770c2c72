import {
  answersOf,
  isSuccess,
  operationName,
  successAnswers,
  type MediaType,
  type OperationEntry,
  type Pagination,
  type Response,
  type SearchTable,
} from "@intercom-openapi/descriptions";
import { linkBetween, plainSummary, type Page } from "../page.ts";
import { operationDifferences, type Comparison } from "./differences.ts";
import { code, fenced, folded, paragraphs, section, table } from "./markdown.ts";
import { places } from "./places.ts";
import { parameterRows, schemaText, typeText, type Context } from "./schemas.ts";
import type { Version } from "./version.ts";

/** The page of one operation: how it is called, what it takes, what it answers. */
export function operationPage(
  { version, document }: Version,
  entry: OperationEntry,
  compared: Comparison[],
): Page {
  const path = places.operation(version, entry);
  const { operation, parameters } = entry;
  const context = { document, page: path };
  const name = operationName(entry);
  const title = operation.summary ?? name;
  const tag = operation.tags?.[0] ?? "";
  const rowsIn = (place: string) =>
    table(
      ["parameter", "type", "description"],
      parameterRows(
        parameters.filter((parameter) => parameter.in === place),
        context,
      ),
    );
  return {
    path,
    title,
    summary: `${name}: ${plainSummary(operation.description ?? "")}`,
    version,
    parent: places.tag(version, tag),
    kind: "Operation",
    markdown: paragraphs(
      `# ${title}`,
      code(name),
      operation.deprecated ? "**Deprecated.**" : "",
      operation.description,
      pagingText(entry, path),
      operationDifferences(entry, compared, path),
      section("Example", samplesText(entry)),
      section("Path parameters", rowsIn("path")),
      section("Query parameters", rowsIn("query")),
      section("Headers", rowsIn("header")),
      section("Body", bodyText(entry, context)),
      section("Search fields", searchFieldsText(entry)),
      section("Answer", ...successAnswers(document, operation).map((answer) => successText(answer, context))),
      section("Errors", errorsText(entry, context)),
    ),
  };
}

function pagingText({ operation }: OperationEntry, page: string): string {
  const pagination = operation["x-pagination"] as Pagination | undefined;
  if (!pagination) return "";
  const { style, items, defaultPerPage, maxPerPage } = pagination;
  const sizes = [
    defaultPerPage === undefined ? "" : `${defaultPerPage} by default`,
    maxPerPage === undefined ? "" : `${maxPerPage} at most`,
  ].filter(Boolean);
  const size = sizes.length > 0 ? `, ${sizes.join(", ")}` : "";
  return style === "none"
    ? `A list in one answer, in ${code(items)}.`
    : `A list [page by page](${linkBetween(page, "guides/pagination")}) (${style.replace("-", ", in ")}), in ${code(items)}${size}.`;
}

function samplesText({ operation }: OperationEntry): string {
  const samples = (operation["x-codeSamples"] ?? []) as { lang: string; label: string; source: string }[];
  const languages: Record<string, string> = { TypeScript: "ts", Shell: "sh" };
  return paragraphs(...samples.map(({ lang, source }) => fenced(languages[lang] ?? "", source)));
}

function bodyText({ operation: { requestBody } }: OperationEntry, context: Context): string {
  if (!requestBody) return "";
  const [type, { schema, examples = {} }] = Object.entries(requestBody.content)[0] ?? ["", {}];
  const [, ...others] = Object.values(examples);
  return paragraphs(
    requestBody.description,
    `${schema?.$ref ? `${typeText(schema, context)}, ` : ""}${code(type)}${requestBody.required ? ", **required**" : ""}.`,
    schema && schemaText(schema, context),
    ...others.map(exampleText),
  );
}

function successText([status, response]: [string, Response], context: Context): string {
  const media = Object.entries(response.content ?? {});
  return paragraphs(
    `**${status}** ${response.description}`,
    ...media.map(([type, content]) => contentText(type, content, context)),
  );
}

function contentText(type: string, { schema, examples = {} }: MediaType, context: Context): string {
  return paragraphs(
    `${schema ? `${typeText(schema, context)}, ` : ""}${code(type)}.`,
    schema && !schema.$ref && type.includes("json") ? schemaText(schema, context) : "",
    // the others are variations, and lists are long
    ...Object.values(examples).slice(0, 1).map(exampleText),
  );
}

function exampleText({ summary = "", value }: { summary?: string; value: unknown }): string {
  return folded(`Example: ${summary}`, fenced("json", JSON.stringify(value, null, 2)));
}

/** Every answer that is no success, with the codes that its examples have. */
function errorsText({ operation }: OperationEntry, context: Context): string {
  const errors = answersOf(context.document, operation).filter(([status]) => !isSuccess(status));
  const rows = errors.map(([status, response]) => {
    const values = Object.values(response.content ?? {}).flatMap(({ examples = {} }) =>
      Object.values(examples),
    );
    const codes = values.flatMap(({ value }) => {
      const { errors: list = [], error_key } = value as { errors?: { code: string }[]; error_key?: string };
      return error_key ? [error_key] : list.map((error) => error.code);
    });
    return [
      status === "default" ? "any other" : code(status),
      [...new Set(codes)].map(code).join(", "),
      response.description,
    ];
  });
  const first = errors.flatMap(([, response]) => Object.values(response.content ?? {}))[0]?.schema;
  const body = first ? ` The body is ${typeText(first, context)}.` : "";
  return paragraphs(
    `The call's \`error\` is an \`IntercomApiError\`: see [errors](${linkBetween(context.page, "guides/errors")}).${body}`,
    table(["status", "codes", "when"], rows),
  );
}

function searchFieldsText({ operation }: OperationEntry): string {
  const search = operation["x-search-fields"] as SearchTable | undefined;
  if (!search) return "";
  const rows = Object.entries(search.fields).map(([field, { kind, operators, values }]) => {
    const kinds = [kind].flat();
    const allowed = operators ?? [...new Set(kinds.flatMap((one) => search.operators[one] ?? []))];
    const closed = values ? `: ${values.map(code).join(", ")}` : "";
    return [code(field), kinds.join(" or ") + closed, allowed.map(code).join(" ")];
  });
  return table(["field", "kind", "operators"], rows);
}
