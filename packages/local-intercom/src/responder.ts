import type { IncomingHttpHeaders } from "node:http";
import type { OperationEntry } from "@intercom-openapi/descriptions/reading";
import type { VersionApi } from "./description/version-api.ts";
import { NotAcceptable, Refusal, StateRefusal, type Answer } from "./http.ts";
import { isJson, type Json } from "./json.ts";
import { UnfitAnswer } from "./mistakes.ts";
import type { Call } from "./operations/call.ts";
import { decodeCursor } from "./operations/paging.ts";
import type { Settings } from "./options.ts";
import type { RateLimit } from "./rate-limit.ts";
import { HANDLERS } from "./resources/index.ts";
import type { Workspace } from "./store/workspace.ts";

/** A request as it came. */
export interface Asked {
  id: string;
  method: string;
  /** As the caller sees it. */
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
  /** What is wrong with it, where it can be told before anything else. */
  flaw?: Refusal;
}

/** The operation that a request stands for, where one can be told. */
export interface Target {
  api: VersionApi;
  entry: OperationEntry;
  path: Record<string, string>;
}

/** What a request may say that it accepts: one of these is enough. */
const ANSWERED = new Set(["*/*", "application/*", "application/json", "application/octet-stream"]);

/** Answers requests from the descriptions and the workspace. */
export class Responder {
  constructor(
    private readonly apis: ReadonlyMap<string, VersionApi>,
    private readonly held: { readonly workspace: Workspace },
    private readonly rateLimit: RateLimit,
    private readonly settings: Settings,
  ) {}

  /** What a request is about; undefined when that cannot be told. */
  target({ method, url, headers }: Asked): Target | undefined {
    const api = this.apis.get(this.versionOf(headers));
    const found = api?.find(method, url.pathname);
    return api && found && { api, ...found };
  }

  /** @returns the answer, and whether something may have been changed */
  answer(asked: Asked, target: Target | undefined): Answer & { applied: boolean } {
    let told: Record<string, string> = {};
    const give = (answer: Answer, applied: boolean) => {
      const shown = target ? target.api.fit(target.entry, answer) : answer;
      if (target) this.hold(target, shown);
      return { ...shown, applied, headers: { ...told, ...shown.headers } };
    };
    try {
      if (asked.flaw) throw asked.flaw;
      this.authorize(asked);
      this.checkAccepted(asked);
      const { isOver, headers } = this.rateLimit.take();
      told = { "Intercom-Version": this.versionOf(asked.headers), ...headers };
      if (isOver) throw new Refusal(429, "rate_limit_exceeded", "Too many requests in this window.");
      if (!target)
        throw new Refusal(
          404,
          "not_found",
          `No operation ${asked.method} ${asked.url.pathname} in this version`,
        );
      return give(carryOut(this.call(asked, target)), writes(target));
    } catch (error) {
      if (error instanceof Refusal)
        return give(error.answer(asked.id, { operation: target !== undefined }), false);
      throw error;
    }
  }

  private checkAccepted({ headers: { accept = "" } }: Asked): void {
    const kinds = accept.split(",").map((kind) => kind.split(";", 1)[0]?.trim().toLowerCase());
    if (!kinds.some((kind) => kind === "" || ANSWERED.has(kind ?? ""))) throw new NotAcceptable();
  }

  private authorize({ headers }: Asked): void {
    if (!headers.authorization) throw new Refusal(401, "missing_authorization", "Access token missing");
    if (tokenIn(headers.authorization) !== this.settings.token) {
      throw new Refusal(401, "unauthorized", "Access token invalid");
    }
    const version = this.versionOf(headers);
    if (!this.apis.has(version)) {
      const known = [...this.apis.keys()].join(" or ");
      throw new Refusal(
        400,
        "intercom_version_invalid",
        `Intercom-Version takes ${known} here, not ${JSON.stringify(version)}`,
      );
    }
  }

  /** A request may name none: the app has a version of its own, which is the newest here. */
  private versionOf({ "intercom-version": given }: IncomingHttpHeaders): string {
    return String(given ?? [...this.apis.keys()].at(-1));
  }

  private call({ url, body: sent }: Asked, { api, entry, path }: Target): Call {
    const query = url.searchParams;
    const checked = api.check(entry, query, sent);
    const body = isJson(checked) ? checked : {};
    return { entry, api, workspace: this.held.workspace, url, path, query, body };
  }

  private hold({ api, entry }: Target, answer: Answer): void {
    if (!this.settings.validateAnswers) return;
    const problems = api.problems(entry, answer);
    if (problems.length === 0) return;
    const { operationId } = entry.operation;
    throw new UnfitAnswer(
      `${operationId} answers ${answer.status} against its description: ${problems.join("; ")}`,
    );
  }
}

/** A bearer's; also the name of a Basic login, as intercom-client sent it up to its version 5. */
function tokenIn(authorization = ""): string | undefined {
  const [, scheme = "", credentials = ""] = /^(\S+) +(.*)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return undefined;
  return Buffer.from(credentials, "base64").toString().split(":", 1)[0];
}

/** Carries a call out on what the workspace holds; what keeps no state is answered with its example. */
function carryOut(call: Call): Answer {
  const { entry, api, workspace } = call;
  const handler = HANDLERS.get(entry.operation.operationId);
  if (!handler) return example(call);
  try {
    return { status: api.success(entry).status, body: handler(call) };
  } catch (error) {
    if (error instanceof StateRefusal && workspace.settings.isLenient) return example(call);
    throw error;
  } finally {
    if (writes(call)) workspace.forget();
  }
}

/** Whether an operation changes something. */
export function writes({ entry }: Pick<Call, "entry">): boolean {
  return entry.method !== "get" && entry.operation["x-reads"] !== true;
}

/** The description's example: of a list the page that was asked for, its link naming the host that was asked. */
function example({ api, entry, query, url }: Call): Answer {
  const cursor = query.get("starting_after");
  const page = cursor === null ? Number(query.get("page") ?? 1) : decodeCursor(cursor, "starting_after").page;
  const answer = api.success(entry, page);
  const { body } = answer;
  if (!isJson(body) || !isJson(body["pages"])) return answer;
  const { pages } = body;
  // what asks for pages until one is empty comes to an end
  if (page > Number(pages["page"])) return { ...answer, body: emptied(body, { ...pages, page, next: null }) };
  if (typeof pages["next"] !== "string") return answer;
  const { pathname, search } = new URL(pages["next"]);
  return { ...answer, body: { ...body, pages: { ...pages, next: url.origin + pathname + search } } };
}

function emptied(body: Json, pages: Json): Json {
  const entries = Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? [] : value]);
  return { ...(Object.fromEntries(entries) as Json), pages };
}
