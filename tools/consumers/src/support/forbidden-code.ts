import { parse, type AnyNode, type Identifier, type Literal, type MemberExpression } from "acorn";
import { ancestor, simple } from "acorn-walk";

/** Globals that run text as code, or that tell about the machine. */
const FORBIDDEN_GLOBALS = new Set([
  "eval",
  "Function",
  "importScripts",
  "WebAssembly",
  "process",
  "Deno",
  "Bun",
  "require",
]);
const TIMERS = new Set(["setTimeout", "setInterval"]);

/**
 * What a published module must not do: run text as code, load code at run time, read the environment,
 * or name a host. Found in the syntax, so that comments and property names do not count.
 *
 * @param hosts the hosts that it may name
 * @param globals the globals that it may use although they are on the list
 */
export function forbiddenIn(source: string, hosts: string[] = [], globals: string[] = []): string[] {
  const found: string[] = [];
  const program = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  const allowed = new Set(globals);

  ancestor(program, {
    ImportExpression: () => found.push("import()"),
    MetaProperty: () => found.push("import.meta"),
    Identifier(node, _state, ancestors) {
      if (FORBIDDEN_GLOBALS.has(node.name) && !allowed.has(node.name) && isGlobal(node, ancestors)) {
        found.push(node.name);
      }
    },
    MemberExpression(node) {
      const name = propertyName(node);
      if (isName(node.object, "globalThis") && name && FORBIDDEN_GLOBALS.has(name)) {
        found.push(`globalThis.${name}`);
      }
      if (name === "env") found.push("env");
    },
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type === "MemberExpression" && propertyName(callee) === "constructor") {
        found.push("constructor()");
      }
      if (callee.type === "Identifier" && TIMERS.has(callee.name) && first && !isFunctionLike(first)) {
        found.push(`${callee.name} of text`);
      }
    },
    Literal({ value }) {
      if (typeof value === "string") found.push(...strangeHosts(value, hosts));
    },
    TemplateElement({ value }) {
      found.push(...strangeHosts(value.cooked ?? value.raw, hosts));
    },
  });
  return found;
}

function strangeHosts(text: string, hosts: string[]): string[] {
  return [...text.matchAll(/\b(?:https?|wss?):\/\/([^/\s"'`?#]+)/g)]
    .map(([, host]) => host ?? "")
    .filter((host) => !hosts.includes(host))
    .map((host) => `the host ${host}`);
}

/** The modules that a module imports, re-exports from or requires, as it writes them. */
export function importsOf(source: string): string[] {
  const found: unknown[] = [];
  const add = ({ source: from }: { source?: Literal | null }) => found.push(from?.value);
  simple(parse(source, { ecmaVersion: "latest", sourceType: "module" }), {
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    CallExpression({ callee, arguments: [first] }) {
      if (isName(callee, "require")) found.push(first?.type === "Literal" ? first.value : "what is computed");
    },
  });
  return found.filter((from) => typeof from === "string");
}

/** Neither the name of a property nor the right side of `x instanceof Function`, which runs nothing. */
function isGlobal(node: Identifier, ancestors: AnyNode[]): boolean {
  const parent = ancestors.at(-2);
  if (parent?.type === "BinaryExpression") return parent.operator !== "instanceof" || parent.right !== node;
  return !(parent?.type === "MemberExpression" && parent.property === node && !parent.computed);
}

function propertyName({ property, computed }: MemberExpression): string | undefined {
  if (!computed && property.type === "Identifier") return property.name;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : undefined;
}

function isName(node: AnyNode, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

function isFunctionLike({ type }: AnyNode): boolean {
  return type !== "Literal" && type !== "TemplateLiteral" && type !== "BinaryExpression";
}
