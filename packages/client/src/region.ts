import { IntercomUsageError } from "./errors.js";

const HOSTS = {
  us: "https://api.intercom.io",
  eu: "https://api.eu.intercom.io",
  au: "https://api.au.intercom.io",
};

/** Where a workspace is hosted: the United States, Europe or Australia. */
export type Region = keyof typeof HOSTS;

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
    return /^https?:/.test(url.protocol) && !(url.username || url.password) ? url : undefined;
  } catch {
    return undefined;
  }
}
