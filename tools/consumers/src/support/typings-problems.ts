import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
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

/** What Are The Types Wrong finds in a tarball, in every way to resolve it: TypeScript's oldest one included. */
export async function typesProblems({ data }: PackedPackage): Promise<string[] | "no types"> {
  const result = await checkPackage(createPackageFromTarballData(data));
  if (!result.types) return "no types";
  return result.problems.map((problem) => `${problem.kind} ${JSON.stringify(problem)}`);
}
