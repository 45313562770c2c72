import { IntercomUsageError } from "./errors.js";

const HOSTS = {
  us: "https://api.intercom.io",
  eu: "https://api.eu.intercom.io",
  au: "https://api.au.intercom.io",
} as const;

/** Where a workspace is hosted: the United States, Europe or Australia. */
export type Region = keyof typeof HOSTS;

export const REGIONS = Object.keys(HOSTS) as Region[];

/** The server that a client talks to. */
export function resolveBaseUrl(region: Region | undefined, baseUrl: string | undefined): string {
  if (region !== undefined && baseUrl !== undefined) {
    throw new IntercomUsageError("`region` and `baseUrl` exclude each other: give the one or the other.");
  }
  if (baseUrl !== undefined) return checkedUrl(baseUrl);
  const host = HOSTS[region ?? "us"];
  if (!host) {
    throw new IntercomUsageError(`Unknown region ${JSON.stringify(region)}: use ${list(REGIONS)}.`);
  }
  return host;
}

function checkedUrl(baseUrl: string): string {
  if (!URL.canParse(baseUrl) || !/^https?:/i.test(baseUrl)) {
    throw new IntercomUsageError(
      `\`baseUrl\` must be an absolute http or https URL, not ${JSON.stringify(baseUrl)}.`,
    );
  }
  return baseUrl;
}

export function list(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(", ");
}
