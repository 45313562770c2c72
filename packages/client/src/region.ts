import { IntercomUsageError } from "./errors.js";

const HOSTS = {
  us: "https://api.intercom.io",
  eu: "https://api.eu.intercom.io",
  au: "https://api.au.intercom.io",
};

/** Where a workspace is hosted: the United States, Europe or Australia. */
export type Region = keyof typeof HOSTS;

/** The server that a client talks to, without a slash at the end. */
export function resolveBaseUrl(region: Region | undefined, baseUrl: string | undefined): string {
  const url = baseUrl ?? HOSTS[region ?? "us"];
  if ((region && baseUrl) || !/^https?:\/\/[^\s?#]+$/i.test(url)) {
    throw new IntercomUsageError("Give `region` (us, eu, au) or `baseUrl`");
  }
  return new URL(url).href.replace(/\/$/, "");
}
