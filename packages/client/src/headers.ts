import { mergeHeaders } from "openapi-fetch";
import { bare } from "./check-options.js";
import { unwritable } from "./errors.js";
import { PACKAGE_VERSION } from "./generated/package-version.js";
import type { AppInfo } from "./options.js";

/** Headers as one object. Refuses what none can carry, without quoting it: it may be a secret. */
export function checkedHeaders(...all: Parameters<typeof mergeHeaders>): Record<string, string> {
  try {
    return Object.fromEntries(mergeHeaders(...all));
  } catch {
    throw unwritable("`headers` or `appInfo`");
  }
}

/** The `User-Agent`, or nothing in a browser, where setting it would cost a preflight or be ignored. */
export function userAgent(app: AppInfo | undefined): string | undefined {
  if (typeof document === "object") return undefined;
  const { name, version, url } = bare(app);
  const product = name ? ` ${name}${version ? `/${version}` : ""}` : "";
  return `intercom-openapi-client/${PACKAGE_VERSION}${product}${url ? ` (+${url})` : ""}`;
}
