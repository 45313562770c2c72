import type { AppInfo } from "./option-types.js";
import { PACKAGE_VERSION } from "./generated/package-version.js";

/** The `User-Agent`, or nothing in a browser, where setting it would cost a preflight or be ignored. */
export function userAgent({ name, version }: Partial<AppInfo> = {}): string | undefined {
  if (typeof document === "object") return undefined;
  return `intercom-openapi-client/${PACKAGE_VERSION}${name ? ` ${name}` : ""}${version ? `/${version}` : ""}`;
}
