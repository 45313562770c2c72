import ts from "typescript-5.9";

/**
 * What an entry's declarations keep to themselves although the declarations of a user may have to name it: what an
 * exported function, interface or class names, and everything that TypeScript cannot write out instead.
 */
export function unnamedTypes(source: string): string[] {
  const { statements } = ts.createSourceFile("entry.d.cts", source, ts.ScriptTarget.Latest, true);
  const exported = new Set(statements.filter(ts.isExportDeclaration).flatMap(namesOf));
  const declared = statements.filter((statement) => !ts.isImportDeclaration(statement)).flatMap(declaredIn);
  const own = new Set(declared.map(({ name }) => name));
  const needed = declared.flatMap(({ name, node }) => {
    if (exported.has(name)) return ts.isTypeAliasDeclaration(node) ? [] : identifiersOf(node);
    return isNominal(node) ? [name] : [];
  });
  return [...new Set(needed)].filter((name) => own.has(name) && !exported.has(name)).toSorted();
}

function namesOf({ exportClause }: ts.ExportDeclaration): string[] {
  if (!exportClause || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

/** The interfaces, classes, functions, aliases and constants that a statement declares. */
function declaredIn(statement: ts.Statement): { name: string; node: ts.Node }[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((node) => ({ name: node.name.getText(), node }));
  }
  const { name } = statement as ts.Statement & { name?: ts.Identifier };
  return name ? [{ name: name.text, node: statement }] : [];
}

/** Whether nothing else says the same. */
function isNominal(node: ts.Node): boolean {
  if (ts.isVariableDeclaration(node)) return node.type?.getText() === "unique symbol";
  return ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node);
}

function identifiersOf(node: ts.Node): string[] {
  const found: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) found.push(inner.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}
