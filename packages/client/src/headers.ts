import { bare } from "./check-options.js";
import { unwritable } from "./errors.js";
import { PACKAGE_VERSION } from "./generated/package-version.js";
import type { AppInfo } from "./options.js";
import type { SharedOptions } from "./call-options.js";

/** What all requests of a client carry. */
export function commonHeaders(
  app: AppInfo | undefined,
  added: SharedOptions["headers"],
): Record<string, string | undefined> {
  const { name, version, url } = bare(app);
  const product = name ? ` ${name}${version ? `/${version}` : ""}` : "";
  const userAgent = `intercom-openapi-client/${PACKAGE_VERSION}${product}${url ? ` (+${url})` : ""}`;
  const headers = {
    accept: "application/json",
    // setting it in a browser would cost a preflight or be ignored
    "user-agent": typeof document === "object" ? undefined : userAgent,
    // as an object, in which a null takes away what openapi-fetch adds
    ...(added instanceof Headers ? Object.fromEntries(added) : added),
  };
  try {
    // a first `Headers` takes longer than all the rest
    if (added || app) void new Headers(headers as HeadersInit);
  } catch {
    // without quoting it: it may be a secret
    throw unwritable("`headers` or `appInfo`");
  }
  return headers;
}
