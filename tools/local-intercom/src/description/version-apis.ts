import { apiVersions, readDescription } from "@intercom-openapi/descriptions";
import { VersionApi } from "./version-api.ts";

export interface VersionApis {
  byVersion: ReadonlyMap<string, VersionApi>;
  /** The store keeps everything in this version's shapes. */
  newest: VersionApi;
}

let reading: Promise<VersionApis> | undefined;

/** Every version, read once per process: it takes seconds, and nothing in it changes. */
export function versionApis(): Promise<VersionApis> {
  reading ??= read();
  return reading;
}

async function read(): Promise<VersionApis> {
  const versions = apiVersions();
  const descriptions = await Promise.all(versions.map((version) => readDescription(version)));
  const apis = descriptions.map(
    ({ version, corrected }) => [version, new VersionApi(corrected, version === versions.at(-1))] as const,
  );
  const newest = apis.at(-1);
  if (!newest) throw new Error("There is no description");
  return { byVersion: new Map(apis), newest: newest[1] };
}
