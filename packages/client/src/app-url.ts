import { IntercomUsageError } from "./errors.js";
import type { Region } from "./region.js";

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
