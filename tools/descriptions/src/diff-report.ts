import type { Change, VersionDiff } from "./diff.ts";
import { changeText } from "./schema-diff.ts";

export { changeText };

/** A diff as Markdown. */
export function diffMarkdown({ from, to, wire, naming }: VersionDiff): string {
  return [
    `# Moving from ${from} to ${to}\n`,
    `Change \`version: "${from}"\` to \`version: "${to}"\`: the compiler then points at the lines of your code that something below concerns.\n`,
    `## On the wire\n`,
    section("New operations", wire.addedOperations.map(code)),
    section("Operations that are gone", wire.removedOperations.map(code)),
    section("Parameters", wire.parameters.map(change)),
    section("Answers", wire.statuses.map(change)),
    section("Requests and responses", schemaLines(wire.schemas)),
    `## Only in names\n`,
    `The wire is the same; the types or the operationId are called something else.\n`,
    section("operationIds", naming.operationIds.map(change)),
    section(
      "Schemas with another name",
      naming.schemas.map((entry) => entry.change),
    ),
    section(`Schemas only in ${from}`, naming.onlyBefore.map(code)),
    section(`Schemas only in ${to}`, naming.onlyAfter.map(code)),
    `Written from the corrected descriptions by \`pnpm generate\`; do not edit.\n`,
  ].join("\n");
}

function section(title: string, lines: string[]): string {
  const text = lines.length > 0 ? lines.map((line) => `- ${line}`).join("\n") : "None.";
  return `### ${title}\n\n${text}\n`;
}

function change({ at, change: what }: Change): string {
  return `${code(at)}: ${what}`;
}

function schemaLines(changes: VersionDiff["wire"]["schemas"]): string[] {
  return changes.map((entry) => {
    const operations = [...new Set(entry.in.map((at) => code(at.replace(/ (request|response .*)$/, ""))))];
    const direction = entry.in.every((at) => at.endsWith("request")) ? "sent to" : "in";
    const where =
      operations.length > 3
        ? `${operations.length} operations, such as ${operations[0]}`
        : operations.join(", ");
    return `${code(`${entry.schema} · ${entry.property}`)}: ${changeText(entry.change)} (${direction} ${where})`;
  });
}

function code(text: string): string {
  return `\`${text}\``;
}
