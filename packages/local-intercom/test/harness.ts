import { onTestFinished } from "vitest";
import { versionApis } from "../src/description/descriptions.ts";
import { startLocalIntercom, type LocalIntercom, type LocalIntercomOptions } from "../src/index.ts";

/** As loose as JSON is read: what an answer holds is what the tests are about. */
export type Body = ReturnType<typeof JSON.parse>;

export interface Answer {
  status: number;
  headers: Headers;
  body: Body;
}

export interface Opened {
  local: LocalIntercom;
  call: (method: string, path: string, body?: unknown, version?: string) => Promise<Answer>;
}

/** A local Intercom for one test, every answer of it held against its description. @param version of its calls */
export async function open(options: LocalIntercomOptions = {}, version = "2.12"): Promise<Opened> {
  const local = await startLocalIntercom({ validateAnswers: true, ...options });
  onTestFinished(() => local.close());
  return { local, call: caller(local, version) };
}

export function caller(local: LocalIntercom, own = "2.12"): Opened["call"] {
  return async (method, path, body, version = own) => {
    const headers = new Headers({ Authorization: `Bearer ${local.token}`, "Intercom-Version": version });
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(new URL(path, local.url), init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  };
}

/** Makes custom attributes. @param types name → `data_type` */
export async function define(
  call: Opened["call"],
  types: Record<string, string>,
  model = "contact",
): Promise<void> {
  for (const [name, data_type] of Object.entries(types)) {
    const { status, body } = await call("POST", "/data_attributes", { name, model, data_type });
    if (status !== 200) throw new Error(`No attribute ${name}: ${JSON.stringify(body)}`);
  }
}

/** A clock that only tests move. */
export function clock(start = 1_800_000_000_000) {
  let time = start;
  return {
    now: () => time,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

/** One that is asked in one version, at a time that only the test moves; empty unless the options say otherwise. */
export async function openIn(version: string, options: LocalIntercomOptions = { state: "empty" }) {
  const { now, pass } = clock();
  const { call, local } = await open({ now, ...options });
  const ask = (method: string, path: string, body?: unknown) => call(method, path, body, version);
  /** The status and the code of an answer that tells of an error. */
  const refusal = async (...asked: Parameters<typeof ask>): Promise<[number, string]> => {
    const { status, body } = await ask(...asked);
    return [status, body.errors[0].code];
  };
  return { ask, refusal, local, pass };
}

export const VERSIONS = [...versionApis().keys()];

/** The versions that have an operation. */
export function versionsWith(method: string, path: string): string[] {
  return VERSIONS.filter((version) => versionApis().get(version)?.find(method, path));
}
