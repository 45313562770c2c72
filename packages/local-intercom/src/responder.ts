import type { IncomingHttpHeaders } from "node:http";
import type { OperationEntry } from "@intercom-openapi/descriptions/reading";
import type { VersionApi } from "./description/version-api.ts";
import { NotAcceptable, Refusal, type Answer } from "./http.ts";
import { isJson } from "./json.ts";
import { carryOut, writes } from "./operations/carry-out.ts";
import type { Settings } from "./options.ts";
import type { RateLimit } from "./rate-limit.ts";
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

/** An answer that its description does not allow: a mistake of this server. */
export class UnfitAnswer extends Error {}

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
    const api = this.apis.get(String(headers["intercom-version"]));
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
      told = { "Intercom-Version": String(asked.headers["intercom-version"]), ...headers };
      if (isOver) throw new Refusal(429, "rate_limit_exceeded", "Too many requests in this window.");
      if (!target)
        throw new Refusal(
          404,
          "not_found",
          `No operation ${asked.method} ${asked.url.pathname} in this version`,
        );
      return give(this.carryOut(asked, target), writes(target));
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
    if (headers.authorization !== `Bearer ${this.settings.token}`) {
      throw new Refusal(401, "unauthorized", "Access token invalid");
    }
    const version = headers["intercom-version"];
    if (!this.apis.has(String(version))) {
      const known = [...this.apis.keys()].join(" or ");
      const given = version === undefined ? "nothing" : JSON.stringify(version);
      throw new Refusal(
        400,
        "intercom_version_invalid",
        `Intercom-Version takes ${known} here, not ${given}`,
      );
    }
  }

  private carryOut({ url, body: sent }: Asked, { api, entry, path }: Target): Answer {
    const query = url.searchParams;
    const checked = api.check(entry, query, sent);
    const body = isJson(checked) ? checked : {};
    return carryOut({ entry, api, workspace: this.held.workspace, url, path, query, body });
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
