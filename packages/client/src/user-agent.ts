import { bare } from "./check-options.js";
import type { AppInfo } from "./option-types.js";
import { PACKAGE_VERSION } from "./generated/package-version.js";

/** The `User-Agent`, or nothing in a browser, where setting it would cost a preflight or be ignored. */
export function userAgent(app: AppInfo | undefined): string | undefined {
  if (typeof document === "object") return undefined;
  const { name, version, url } = bare(app);
  const product = name ? ` ${name}${version ? `/${version}` : ""}` : "";
  return `intercom-openapi-client/${PACKAGE_VERSION}${product}${url ? ` (+${url})` : ""}`;
}
