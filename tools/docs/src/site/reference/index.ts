import type { Page } from "../page.ts";
import { comparisons } from "./differences.ts";
import { operationPage } from "./operation-page.ts";
import { overviewPage, tagPages, typesPage } from "./overviews.ts";
import { typePage } from "./type-page.ts";
import type { Version } from "./version.ts";

export { publishedVersions, versionOf, type Version } from "./version.ts";

/** Every page of the reference, version by version. */
export function referencePages(versions: Version[]): Page[] {
  const compared = comparisons(versions);
  return versions.flatMap((version) => {
    const others = compared.get(version) ?? [];
    return [
      overviewPage(version, others),
      ...tagPages(version),
      ...version.operations.map((entry) => operationPage(version, entry, others)),
      typesPage(version),
      ...Object.keys(version.document.components.schemas).map((schema) => typePage(version, schema, others)),
    ];
  });
}
