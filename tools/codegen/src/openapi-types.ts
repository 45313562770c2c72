import type { OpenApiDocument } from "@intercom-openapi/descriptions";
import type ts from "typescript";
import type { GlobalContext, OpenAPI3 } from "openapi-typescript";
// not from the root, which brings Redocly along and has it go through the document twice: half of the time. Whether the
// description is sound is asked when the output changes, see run.ts.
import { astToString } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef, scanDiscriminators } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";
import { transform } from "./transform.ts";

/** The `paths`, `components` and `operations` of a description, as openapi-typescript makes them. */
export function openapiNodes(document: OpenApiDocument): ts.Node[] {
  const schema = document as unknown as OpenAPI3;
  const options = {
    alphabetize: true,
    // a key with a default may still be left out of a request
    defaultNonNullable: false,
    discriminators: scanDiscriminators(schema, { silent: true }),
    emptyObjectsUnknown: true,
    injectFooter: [],
    resolve: ($ref: string) => resolveRef(schema, $ref, { silent: true }),
    transform,
  } satisfies Partial<GlobalContext>;
  return transformSchema(schema, options as unknown as GlobalContext);
}

export function printed(nodes: ts.Node[]): string {
  const text = astToString(nodes);
  // two spaces as in the rest of the file: four are an eighth of it
  return text.replaceAll(/^(?: {4})+/gm, (spaces) => " ".repeat(spaces.length / 2));
}
