import { pointerKey } from "./ref.ts";

/** What two documents say at one place, as JSON; nothing where one does not have it. */
export interface Difference {
  pointer: string;
  before: string | undefined;
  after: string | undefined;
}

/** Where two documents differ, leaf by leaf. A list of plain values is one leaf, parameters go by their names. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((pointer) => ({ pointer, before: was.get(pointer), after: is.get(pointer) }))
    .filter((difference) => difference.before !== difference.after);
}

export function leavesOf(document: unknown): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (node: unknown, pointer: string): void => {
    const entries = typeof node === "object" && node !== null ? Object.entries(node) : [];
    if (entries.length === 0 || (Array.isArray(node) && !node.some((item) => typeof item === "object"))) {
      leaves.set(pointer, JSON.stringify(node));
      return;
    }
    for (const [key, value] of entries) visit(value, `${pointer}/${nameOf(key, value, Array.isArray(node))}`);
  };
  visit(document, "#");
  return leaves;
}

export function formatDifference({ pointer, before, after }: Difference): string {
  return `${pointer}\n  before: ${before ?? "nothing"}\n  after:  ${after ?? "nothing"}`;
}

function nameOf(key: string, value: unknown, inList: boolean): string {
  const { name, in: place } = (value ?? {}) as { name?: unknown; in?: unknown };
  return pointerKey(inList && typeof name === "string" ? `${String(place ?? "")} ${name}`.trim() : key);
}
