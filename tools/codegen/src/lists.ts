import {
  dereference,
  operationsOf,
  successSchemas,
  type OpenApiDocument,
  type OperationEntry,
  type Pagination,
  type Schema,
} from "@intercom-openapi/descriptions";

/** The `Lists` interface: method → path → the type of one item, for every list operation. */
export function lists(document: OpenApiDocument): string {
  const methods = ["get", "post"].map((method) => {
    const paths = listOperations(document)
      .filter(({ entry }) => entry.method === method)
      .map(({ entry, item }) => `    "${entry.path}": ${item};\n`);
    return `  ${method.toUpperCase()}: {\n${paths.toSorted().join("")}  };\n`;
  });
  return `/** The items of every list operation, by method and path. */\nexport interface Lists {\n${methods.join("")}}\n`;
}

/** Those whose answer has the list that `x-pagination` names; the others `lint` names. */
export function listOperations(
  document: OpenApiDocument,
): { entry: OperationEntry; pagination: Pagination; item: string }[] {
  return operationsOf(document).flatMap((entry) => {
    const pagination = entry.operation["x-pagination"] as Pagination | undefined;
    const item = pagination && itemType(document, entry, pagination.items);
    return item ? [{ entry, pagination, item }] : [];
  });
}

function itemType(document: OpenApiDocument, { operation }: OperationEntry, items: string): string {
  const schemas = successSchemas(document, operation).flatMap((schema) => [
    schema,
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
  ]);
  const types = schemas.flatMap(({ $ref }) => {
    const name = $ref?.split("/").pop() ?? "";
    return name && hasProperty(document, name, items) ? [elementOf(name, items)] : [];
  });
  return types.join(" | ");
}

function hasProperty(document: OpenApiDocument, name: string, items: string): boolean {
  const [first = ""] = items.split(".");
  return first in (dereference<Schema>(document, { $ref: `#/components/schemas/${name}` }).properties ?? {});
}

function elementOf(name: string, items: string): string {
  const list = items
    .split(".")
    .reduce((type, property) => `NonNullable<${type}["${property}"]>`, `components["schemas"]["${name}"]`);
  return `${list}[number]`;
}
