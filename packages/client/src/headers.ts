import { bare } from "./check-options.js";
import { unwritable } from "./errors.js";
import { PACKAGE_VERSION } from "./generated/package-version.js";
import type { AppInfo } from "./options.js";

/** Refuses what no header can carry, without quoting it: it may be a secret. */
export function checkHeaders(headers: object): void {
  try {
    void new Headers(headers as HeadersInit);
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
