import { randomUUID } from "node:crypto";
import { Refusal, type Answer } from "./http.ts";
import { isJson, parseJson, type Json } from "./json.ts";
import type { Settings } from "./options.ts";

/** How long a code can be exchanged. */
const LIFETIME_MS = 300_000;

const AUTHORIZE = "/oauth";
const TOKEN = "/auth/eagle/token";

/**
 * The installation of an app: `/oauth` sends the browser back with a code, as if somebody had agreed, and
 * `/auth/eagle/token` gives the server's token for it. Any client id is taken; the secret is the webhooks'.
 */
export class OAuth {
  /** Code → until when it is good. */
  private readonly codes = new Map<string, number>();

  constructor(private readonly settings: Settings) {}

  static has(pathname: string): boolean {
    return pathname === AUTHORIZE || pathname === TOKEN;
  }

  answer(method: string, { pathname, searchParams }: URL, body: string | Refusal, contentType = ""): Answer {
    try {
      if (body instanceof Refusal) throw body;
      if (method === "GET" && pathname === AUTHORIZE) return this.authorize(searchParams);
      if (method === "POST" && pathname === TOKEN) return this.exchange(fieldsOf(body, contentType));
      throw new Refusal(405, "client_error", `${pathname} takes no ${method}`);
    } catch (error) {
      if (error instanceof Refusal) return error.plainAnswer;
      throw error;
    }
  }

  private authorize(query: URLSearchParams): Answer {
    const [client, redirect, state] = ["client_id", "redirect_uri", "state"].map(
      (name) => query.get(name) ?? "",
    );
    if (!client) throw new Refusal(400, "parameter_missing", "`client_id` is missing");
    if (!redirect || !URL.canParse(redirect) || !/^https?:$/.test(new URL(redirect).protocol)) {
      throw new Refusal(400, "parameter_invalid", "`redirect_uri` takes a URL");
    }
    const now = this.settings.now();
    for (const [known, until] of this.codes) if (until <= now) this.codes.delete(known);
    const code = randomUUID();
    this.codes.set(code, now + LIFETIME_MS);
    const back = new URL(redirect);
    back.searchParams.set("code", code);
    if (state) back.searchParams.set("state", state);
    return { status: 302, headers: { Location: back.href } };
  }

  private exchange({ code, client_id, client_secret }: Json): Answer {
    if (!client_id || client_secret !== this.settings.secret) {
      throw new Refusal(401, "unauthorized", "`client_id` or `client_secret` is wrong");
    }
    const until = this.codes.get(String(code)) ?? 0;
    // good for once
    this.codes.delete(String(code));
    if (this.settings.now() >= until)
      throw new Refusal(401, "unauthorized", "`code` is unknown, used or expired");
    const { token } = this.settings;
    return { status: 200, body: { token_type: "Bearer", token, access_token: token } };
  }
}

function fieldsOf(body: string, contentType: string): Json {
  if (!contentType.includes("json")) return Object.fromEntries(new URLSearchParams(body));
  const value = parseJson(body);
  if (isJson(value)) return value;
  throw new Refusal(400, "bad_request", "The body is no JSON object");
}
