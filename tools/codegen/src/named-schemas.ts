import type { OpenApiDocument } from "@intercom-openapi/descriptions";
import ts from "typescript";
import { typeName } from "./type-names.ts";

const { factory } = ts;
const EXPORT = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];

/**
 * Every component as a type of its own, with its own comment: objects as interfaces, so that a hover says `Contact` and
 * go-to-definition lands on it. `components["schemas"]` refers to them.
 */
export function namedSchemas(nodes: ts.Node[], document: OpenApiDocument): ts.Node[] {
  return nodes.flatMap((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== "components") return [node];
    const declared: ts.DeclarationStatement[] = [];
    const members = node.members.map((member) => {
      const schemas = isSignature(member, "schemas") ? member.type : undefined;
      if (!schemas || !ts.isTypeLiteralNode(schemas)) return member;
      const references = schemas.members.filter(ts.isPropertySignature).map((signature) => {
        const name = typeName(nameOf(signature), document.components.schemas[nameOf(signature)]);
        const declaration = declarationOf(name, signature, document);
        if (declaration) declared.push(declaration);
        const reference = declaration ? factory.createTypeReferenceNode(name) : signature.type;
        return factory.createPropertySignature(undefined, signature.name, undefined, reference);
      });
      return factory.createPropertySignature(
        undefined,
        "schemas",
        undefined,
        factory.createTypeLiteralNode(references),
      );
    });
    const components = factory.createInterfaceDeclaration(EXPORT, node.name, undefined, undefined, members);
    return [components, ...declared];
  });
}

/** The type of a component by itself; none for what is a type of its own already, such as custom attributes. */
function declarationOf(
  name: string,
  signature: ts.PropertySignature,
  document: OpenApiDocument,
): ts.DeclarationStatement | undefined {
  const { type } = signature;
  if (!type) return undefined;
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && type.typeName.text === name)
    return undefined;
  const comments = ts.getSyntheticLeadingComments(signature) ?? [];
  return ts.setSyntheticLeadingComments(
    interfaceOf(name, type, document) ?? factory.createTypeAliasDeclaration(EXPORT, name, undefined, type),
    comments.map((comment) => ({ ...comment, text: comment.text.replace("@description ", "") })),
  );
}

/** An object, or one that is all of another and more. */
function interfaceOf(
  name: string,
  type: ts.TypeNode,
  document: OpenApiDocument,
): ts.InterfaceDeclaration | undefined {
  const parts = ts.isIntersectionTypeNode(type) ? [...type.types] : [type];
  const bases = parts.flatMap((part) => componentOf(part) ?? []);
  const own = parts.filter(ts.isTypeLiteralNode);
  const isObject = (base: string) => document.components.schemas[base]?.properties !== undefined;
  if (own.length === 0 || bases.length + own.length < parts.length || !bases.every(isObject))
    return undefined;
  const types = bases.map((base) => {
    const identifier = factory.createIdentifier(typeName(base, document.components.schemas[base]));
    return factory.createExpressionWithTypeArguments(identifier, undefined);
  });
  const heritage = factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, types);
  const members = own.flatMap((literal) => [...literal.members]);
  const names = members.map((member) =>
    member.name && ts.isIdentifier(member.name) ? member.name.text : member,
  );
  // said twice, and each of them holds: only an intersection says that
  if (new Set(names).size < names.length) return undefined;
  return factory.createInterfaceDeclaration(
    EXPORT,
    name,
    undefined,
    types.length > 0 ? [heritage] : undefined,
    members,
  );
}

/** The schema that `components["schemas"]["contact"]` stands for. */
function componentOf(type: ts.TypeNode): string | undefined {
  if (!ts.isIndexedAccessTypeNode(type) || !ts.isIndexedAccessTypeNode(type.objectType)) return undefined;
  const { indexType } = type;
  return ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal)
    ? indexType.literal.text
    : undefined;
}

function isSignature(member: ts.TypeElement, name: string): member is ts.PropertySignature {
  return ts.isPropertySignature(member) && nameOf(member) === name;
}

function nameOf({ name }: ts.PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}
