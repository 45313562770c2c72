import { IntercomUsageError } from "./errors.js";
import type { Region } from "./region.js";

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
  switch (region) {
    case "us":
      return "https://app.intercom.com";
    case "eu":
    case "au":
      return `https://app.${region}.intercom.com`;
    default:
      throw new IntercomUsageError(`Unknown region ${JSON.stringify(region)}: use us, eu or au`);
  }
}
