import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { PackedPackage } from "./packed.ts";

/** What publint finds in a tarball, in strict mode, suggestions included. */
export async function publintProblems({ data }: PackedPackage): Promise<string[]> {
  const { messages, pkg } = await publint({
    pack: { tarball: data.buffer },
    strict: true,
    level: "suggestion",
  });
  return messages.map((message) => `${message.code}: ${formatMessage(message, pkg) ?? ""}`);
}

/**
 * What Are The Types Wrong finds in a tarball. An ES module cannot satisfy the two resolutions that its `esm-only`
 * profile leaves out: TypeScript's oldest one, and `require()` before Node 20.19.
 */
export async function typesProblems({ data, manifest }: PackedPackage): Promise<string[] | "no types"> {
  const result = await checkPackage(createPackageFromTarballData(data));
  if (!result.types) return "no types";
  const ignored = manifest.type === "module" ? ["node10", "node16-cjs"] : [];
  return result.problems.filter((problem) => !ignored.includes(resolutionOf(problem))).map(describe);
}

function resolutionOf(problem: Problem): string {
  return "resolutionKind" in problem ? problem.resolutionKind : "";
}

function describe(problem: Problem): string {
  return `${problem.kind} ${JSON.stringify(problem)}`;
}
