import type { OpenApiDocument } from "@intercom-openapi/descriptions";
import ts from "typescript";
import type { GlobalContext, OpenAPI3 } from "openapi-typescript";
// not from the root, which brings Redocly along and has it go through the document twice: half of the time. Whether the
// description is sound is asked when the output changes, see run.ts.
import { astToString } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef, scanDiscriminators } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";
import { transform } from "./transform.ts";

/** The `paths`, `components` and `operations` of a description, as openapi-typescript makes them, but for `never`. */
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
  return transformSchema(schema, options as unknown as GlobalContext).map(withoutNever);
}

/**
 * Paths without the methods that no path has, and without the parameters that a path has none of. They say no more than what
 * is not there, and every compiler of a user's has them in memory by the hundred. What tools and types ask for by name
 * stays: the methods that paths have, and all of an operation.
 */
function withoutNever(node: ts.Node): ts.Node {
  if (!ts.isInterfaceDeclaration(node) || node.name.text !== "paths") return node;
  const methods = new Set(
    node.members.flatMap(membersOf).flatMap((one) => (isNever(one) ? [] : [nameOf(one)])),
  );
  const members = node.members.map((member) => {
    if (!ts.isPropertySignature(member) || !member.type || !ts.isTypeLiteralNode(member.type)) return member;
    const { modifiers, name, questionToken, type } = member;
    const left = type.members.filter((one) => methods.has(nameOf(one)) && !isNothing(one));
    const { factory } = ts;
    return factory.updatePropertySignature(
      member,
      modifiers,
      name,
      questionToken,
      factory.createTypeLiteralNode(left),
    );
  });
  const { modifiers, name, typeParameters, heritageClauses } = node;
  return ts.factory.updateInterfaceDeclaration(
    node,
    modifiers,
    name,
    typeParameters,
    heritageClauses,
    members,
  );
}

/** `parameters: { query?: never; … }` */
function isNothing(member: ts.TypeElement): boolean {
  const members = membersOf(member);
  return members.length > 0 && members.every(isNever);
}

function membersOf(member: ts.TypeElement): readonly ts.TypeElement[] {
  const type = ts.isPropertySignature(member) ? member.type : undefined;
  return type && ts.isTypeLiteralNode(type) ? type.members : [];
}

function nameOf({ name }: ts.TypeElement): string {
  return name && ts.isIdentifier(name) ? name.text : "";
}

function isNever(member: ts.TypeElement): boolean {
  return ts.isPropertySignature(member) && member.type?.kind === ts.SyntaxKind.NeverKeyword;
}

export function printed(nodes: ts.Node[]): string {
  const text = astToString(nodes);
  // two spaces as in the rest of the file: four are an eighth of it
  return text.replaceAll(/^(?: {4})+/gm, (spaces) => " ".repeat(spaces.length / 2));
}
