import { readFile } from "node:fs/promises";
import { load } from "js-yaml";
import { factsOf } from "./facts.ts";
import { METHODS, type OpenApiDocument, type Operation, type Reference, type Response } from "./openapi.ts";
import { nodeAt, refKeys } from "./ref.ts";

/** An official description cannot be had or read; the message is one line. */
export class OfficialError extends Error {
  override readonly name = "OfficialError";
}

/** The text of a description of Intercom's, from a file or over HTTP. */
export async function officialText(source: { against: string } | { url: string }): Promise<string> {
  const name = "against" in source ? source.against : source.url;
  try {
    if ("against" in source) return await readFile(source.against, "utf8");
    const response = await fetch(source.url, { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new OfficialError(`${name} cannot be read: ${reasonOf(error)}`);
  }
}

/**
 * Reads an official description. What it says by reference about parameters, bodies and answers then stands at its
 * place; references to schemas stay.
 */
export function parseOfficial(text: string, name: string): OpenApiDocument {
  let document: OpenApiDocument;
  try {
    document = load(text) as OpenApiDocument;
  } catch (error) {
    throw new OfficialError(`${name} is no YAML: ${reasonOf(error)}`);
  }
  if (!/^3\.[01]\./.test(String(document?.openapi)) || !document.paths || !document.components?.schemas) {
    throw new OfficialError(`${name} is no OpenAPI 3.0 or 3.1 description with paths and components`);
  }
  try {
    inline(document);
    factsOf(document);
    return document;
  } catch (error) {
    throw new OfficialError(`${name} cannot be understood: ${reasonOf(error)}`);
  }
}

function inline(document: OpenApiDocument): void {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, node] of Object.entries(item)) {
      if (["patch", "head", "options", "trace", "$ref"].includes(method)) {
        throw new Error(`${path} has \`${method}\`, which the tools do not know`);
      }
      if (method === "parameters") item.parameters = resolved(document, node as object[]) as never;
      if ((METHODS as readonly string[]).includes(method)) inlineOperation(document, node as Operation);
    }
  }
}

function inlineOperation(document: OpenApiDocument, operation: Operation): void {
  if (operation.parameters) operation.parameters = resolved(document, operation.parameters);
  if (operation.requestBody) operation.requestBody = target(document, operation.requestBody);
  for (const [status, answer] of Object.entries(operation.responses ?? {})) {
    operation.responses[status] = inlineAnswer(document, target(document, answer));
  }
  operation.responses ??= {};
}

function inlineAnswer(document: OpenApiDocument, answer: Response | Reference): Response {
  const response = answer as Response;
  for (const [name, header] of Object.entries(response.headers ?? {})) {
    response.headers![name] = target(document, header);
  }
  return response;
}

function resolved<T extends object>(document: OpenApiDocument, nodes: T[]): T[] {
  return nodes.map((node) => target(document, node));
}

function target<T extends object>(document: OpenApiDocument, node: T): T {
  const { $ref } = node as { $ref?: unknown };
  if (typeof $ref !== "string") return node;
  const found = nodeAt(document, refKeys($ref));
  if (typeof found !== "object" || found === null) throw new Error(`nothing is at ${$ref}`);
  return target(document, found as T);
}

/** One line of an error: a failed `fetch` says why in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause, reason } = error as Error & { reason?: string };
  const why = cause instanceof Error && cause.message ? `${message} (${cause.message})` : (reason ?? message);
  return why.split("\n")[0] ?? "";
}
