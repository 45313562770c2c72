import type { OpenAPITSOptions } from "openapi-typescript";
import ts from "typescript";
import { pascalCase } from "./type-names.ts";
import { OPEN_ENUM } from "./open-enums.ts";

const { factory } = ts;

/** The types that openapi-typescript would write otherwise. */
export const transform: NonNullable<OpenAPITSOptions["transform"]> = (schema, { path }) => {
  const attributes = /\/components\/schemas\/(custom_attributes(?:_request)?)$/.exec(path ?? "")?.[1];
  if (attributes) return factory.createTypeReferenceNode(pascalCase(attributes));
  if ("format" in schema && schema.format === "binary") return factory.createTypeReferenceNode("FileStream");
  const values: unknown = (schema as Record<string, unknown>)[OPEN_ENUM];
  if (!Array.isArray(values)) return undefined;
  const literals = values.map((value) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(String(value))),
  );
  const nullable = "type" in schema && Array.isArray(schema.type) && schema.type.includes("null");
  return factory.createUnionTypeNode([...literals, anyOtherString(), ...(nullable ? [nullType()] : [])]);
};

/** `(string & {})`: takes any string and, unlike `string`, leaves the known values to completion. */
function anyOtherString(): ts.TypeNode {
  const {
    createIntersectionTypeNode,
    createKeywordTypeNode,
    createParenthesizedType,
    createTypeLiteralNode,
  } = factory;
  const string = createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  return createParenthesizedType(createIntersectionTypeNode([string, createTypeLiteralNode([])]));
}

function nullType(): ts.TypeNode {
  return factory.createLiteralTypeNode(factory.createNull());
}
