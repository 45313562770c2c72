import { apiVersions, readDescription, specsDirectory, type Description } from "../read.ts";
import { UsageError } from "./usage-error.ts";

export interface Options {
  against?: string | undefined;
  url?: string | undefined;
  format?: string | undefined;
  write?: boolean | undefined;
  verify?: boolean | undefined;
  specs?: string | undefined;
}

export function readAll({ specs = specsDirectory }: Options): Promise<Description[]> {
  return Promise.all(apiVersions(specs).map((version) => readDescription(version, specs)));
}

export function readOne(
  version: string | undefined,
  { specs = specsDirectory }: Options,
): Promise<Description> {
  const versions = apiVersions(specs);
  if (!version || !versions.includes(version)) {
    throw new UsageError(`No version ${version ?? "given"}: there are ${versions.join(", ")}.`);
  }
  return readDescription(version, specs);
}
