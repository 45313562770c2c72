import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import parseChangeset from "@changesets/parse";
import { writeWhole } from "@intercom-openapi/support";
import type { OpenApiDocument } from "../openapi.ts";
import { typesPackage } from "../versions.ts";
import { BUMPS, largest, type Bump } from "./bump.ts";
import type { Impact } from "./impact.ts";

const MOST_LINES = 50;

const SENTENCES: Record<Bump, (version: string) => string> = {
  major: (version) => `The types of Intercom ${version} changed in a way that can stop code from compiling.`,
  minor: (version) => `The types of Intercom ${version} know more than before; what they knew stays.`,
  patch: (version) => `The types of Intercom ${version} are explained better; the types themselves stay.`,
};

/**
 * The packages that a change of a version's description reaches. The client is one: the types are most of what its
 * users see of it, and a range such as `^0.1.0` must not bring them a breaking change of the types.
 */
export function packagesOf(version: string): string[] {
  return [typesPackage(version), "client", "specs"].map((name) => `@intercom-openapi/${name}`);
}

/**
 * The changeset's file. It is named after the state that it starts from, so that running the command again,
 * after another correction, replaces what it wrote.
 */
export function changesetName(version: string, before: OpenApiDocument | undefined): string {
  const digest = createHash("sha256")
    .update(JSON.stringify(before ?? null))
    .digest("hex");
  return `${typesPackage(version)}-since-${digest.slice(0, 8)}.md`;
}

function changesetText(version: string, { bump, changes }: Impact, sentence?: string): string {
  const breaking = changes.filter((change) => change.bump === "major");
  const others = changes.filter((change) => change.bump !== "major");
  return [
    "---",
    ...packagesOf(version).map((name) => `"${name}": ${bump}`),
    "---",
    "",
    sentence ?? SENTENCES[bump](version),
    ...list("Breaking", breaking),
    ...list("New", others),
    "",
  ].join("\n");
}

/** Writes it, and keeps the larger bump where a person raised the one that is there. */
export function writeChangeset(directory: string, name: string, version: string, impact: Impact): Bump {
  const file = join(directory, name);
  const raised = existsSync(file) ? bumpsIn(readFileSync(file, "utf8"), packagesOf(version)[0]!) : [];
  const bump = largest([impact.bump, ...raised])!;
  writeWhole(file, changesetText(version, { ...impact, bump }, SENTENCES[impact.bump](version)));
  return bump;
}

/** What the pending changesets ask for one package, without those that were there before. */
export function pendingBump(directory: string, name: string, before: Set<string>): Bump | undefined {
  if (!existsSync(directory)) return undefined;
  const files = readdirSync(directory).filter((file) => file.endsWith(".md") && file !== "README.md");
  const added = files.filter((file) => !before.has(file));
  return largest(added.flatMap((file) => bumpsIn(readFileSync(join(directory, file), "utf8"), name)));
}

function bumpsIn(text: string, name: string): Bump[] {
  return parseChangeset(text).releases.flatMap(({ name: of, type }) => {
    const bump = BUMPS.find((known) => known === type);
    return of === name && bump ? [bump] : [];
  });
}

function list(title: string, changes: Impact["changes"]): string[] {
  if (changes.length === 0) return [];
  const lines = changes.slice(0, MOST_LINES).map(({ text }) => `- ${text}`);
  if (changes.length > MOST_LINES) lines.push(`- and ${changes.length - MOST_LINES} more`);
  return ["", `${title}:`, "", ...lines];
}
