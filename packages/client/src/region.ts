import { IntercomUsageError } from "./errors.js";
import type { Region } from "./options.js";

const HOSTS: Record<Region, string> = {
  us: "https://api.intercom.io",
  eu: "https://api.eu.intercom.io",
  au: "https://api.au.intercom.io",
};

/** The server that a client talks to. */
export function resolveBaseUrl(region: Region | undefined, baseUrl: string | undefined): URL {
  const url = parseUrl(baseUrl ?? HOSTS[region ?? "us"]);
  // what is wrong is not quoted: it may hold a password
  if ((region && baseUrl) || !url || /[?#]/.test(url.href)) {
    throw new IntercomUsageError("Give `region` (us, eu, au) or `baseUrl`, a URL");
  }
  return url;
}

/** What can be requested, or `undefined`. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    const url = new URL(text, base);
    // `fetch` refuses a name or a password in it
    if (/^https?:\/\/[^@/]+\//.test(url.href)) return url;
  } catch {}
  return undefined;
}

const APPS: Record<Region, string> = {
  us: "https://app.intercom.com",
  eu: "https://app.eu.intercom.com",
  au: "https://app.au.intercom.com",
};

/**
 * Where a workspace's people work, for links to conversations, contacts and settings.
 *
 * `detectRegion` may answer `"unknown"`, which has no address: say what your product does then.
 *
 * @throws {IntercomUsageError} for anything but a region.
 * @example
 * const link = `${appUrl("eu")}/a/inbox/${workspaceId}/inbox/conversation/${conversationId}`;
 */
export function appUrl(region: Region): string {
  if (Object.hasOwn(APPS, region)) return APPS[region];
  throw new IntercomUsageError(`Unknown region ${JSON.stringify(region)}: use us, eu or au`);
}
