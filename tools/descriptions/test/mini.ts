import { Scratch } from "@intercom-openapi/support";
import { onTestFinished } from "vitest";
import type { OpenApiDocument, Schema } from "../src/openapi.ts";

/** A description that is small and without fault, to be broken in one place. */
export function mini(): OpenApiDocument {
  const error = {
    description: "The token is wrong.",
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/error" },
        examples: { wrong_token: { value: { type: "error.list" } } },
      },
    },
  };
  return {
    openapi: "3.1.0",
    info: {
      title: "Mini",
      version: "1.0",
      license: { name: "MIT", identifier: "MIT" },
      "x-source": { repository: "r", file: "f", commit: "c", date: "d", license: "MIT", sha256: "s" },
    } as OpenApiDocument["info"],
    servers: [{ url: "https://api.intercom.io" }],
    security: [{ bearerAuth: [] }],
    tags: [{ name: "Contacts", description: "People." }],
    paths: {
      "/contacts": {
        get: {
          operationId: "listContacts",
          tags: ["Contacts"],
          summary: "List contacts",
          description: "Returns a page of contacts.",
          parameters: [
            {
              name: "per_page",
              in: "query",
              description: "How many.",
              schema: { type: "integer", maximum: 150 },
            },
          ],
          "x-pagination": { style: "cursor-query", items: "data", cursor: "pages.next.starting_after" },
          responses: {
            "200": {
              description: "A page.",
              content: {
                "application/json": {
                  schema: { $ref: "#/components/schemas/contact_list" },
                  examples: { page: { value: { data: [{ id: "1", name: null }], pages: {} } } },
                },
              },
            },
            "401": error,
          },
        },
      },
      "/contacts/{contact_id}": {
        put: {
          operationId: "updateContact",
          tags: ["Contacts"],
          summary: "Update a contact",
          description: "Changes a contact.",
          parameters: [
            {
              name: "contact_id",
              in: "path",
              required: true,
              description: "Whose.",
              schema: { type: "string" },
            },
          ],
          requestBody: {
            description: "What to change.",
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/contact" },
                examples: { rename: { value: { id: "1", name: "Mira" } } },
              },
            },
          },
          responses: {
            "200": {
              description: "The contact.",
              content: {
                "application/json": {
                  schema: { $ref: "#/components/schemas/contact" },
                  examples: { contact: { value: { id: "1", name: "Mira" } } },
                },
              },
            },
            "401": error,
          },
        },
      },
    },
    components: {
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } },
      schemas: {
        contact: {
          type: "object",
          description: "A person.",
          required: ["id"],
          properties: {
            id: { type: "string", description: "Its id." },
            name: { type: ["string", "null"], description: "Its name." },
          },
        },
        contact_list: {
          type: "object",
          description: "A page of contacts.",
          properties: {
            data: {
              type: "array",
              description: "The contacts.",
              items: { $ref: "#/components/schemas/contact" },
            },
            pages: {
              type: "object",
              description: "Where this page stands.",
              additionalProperties: true,
              properties: {
                next: {
                  type: "object",
                  description: "The next page.",
                  properties: { starting_after: { type: "string", description: "Its cursor." } },
                },
              },
            },
          },
        },
        error: {
          type: "object",
          description: "What was wrong.",
          properties: { type: { type: "string", description: "Always `error.list`.", enum: ["error.list"] } },
        },
      },
    } as OpenApiDocument["components"],
  } as OpenApiDocument;
}

export const CORRECTIONS = "corrections/10-test.yaml";
export const WORDS = "words/test.yaml";

/** A `specs` directory with one version, `1.0`. JSON is YAML too, and keeps one key a line. */
export function specsWith(description: string | object, actions: object[] = [], words?: object): string {
  const scratch = new Scratch();
  onTestFinished(() => scratch.remove());
  const write = (file: string, value: string | object) => scratch.write(file, value);
  write("1.0/openapi.yaml", description);
  write("placeholders.yaml", {});
  write(CORRECTIONS, correctionsOf(actions));
  if (words) write(WORDS, words);
  return scratch.path;
}

export function correctionsOf(actions: object[]): object {
  const founded = actions.map((action) => ({ "x-reason": "A.", "x-evidence": "B.", ...action }));
  return { overlay: "1.0.0", info: { title: "Test", version: "1" }, actions: founded };
}

export type Edit = (document: OpenApiDocument) => void;
export type WithProperties = Schema & { properties: Record<string, Schema> };

export const contact = (d: OpenApiDocument) => d.components.schemas["contact"] as WithProperties;

export function edited(edit: Edit): OpenApiDocument {
  const document = mini();
  edit(document);
  return document;
}
