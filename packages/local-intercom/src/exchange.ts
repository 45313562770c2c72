import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { checkFault, strikesAfter } from "./faults/fault.ts";
import type { FaultPlan } from "./faults/plans.ts";
import { strike } from "./faults/strike.ts";
import { deliver, encode, readBody, Refusal, type Answer } from "./http.ts";
import type { Mistakes } from "./mistakes.ts";
import type { Settings } from "./options.ts";
import { keep, MOST_REQUESTS, RequestCounter, type RecordedRequest } from "./requests.ts";
import { writes, type Asked, type Responder, type Target } from "./responder.ts";
import type { Workspace } from "./store/workspace.ts";
import type { Webhooks } from "./webhooks/webhooks.ts";

/** Takes requests off the wire and puts their answers on it, with what goes wrong in between. */
export class Exchange {
  readonly requests: RecordedRequest[] = [];
  private readonly counter: RequestCounter;
  private readonly closing = new AbortController();

  constructor(
    private readonly responder: Responder,
    private readonly held: { readonly workspace: Workspace },
    private readonly webhooks: Webhooks,
    private readonly mistakes: Mistakes,
    private readonly settings: Settings,
  ) {
    this.counter = new RequestCounter(settings.faults);
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readAsked(request);
    if (!asked || !(await this.latency())) {
      response.destroy();
      return;
    }
    try {
      this.exchange(asked, response);
    } catch (error) {
      // such as a plan of faults that throws
      this.mistakes.note(error);
      response.destroy();
    }
  }

  /** Forgets what came. */
  reset(): void {
    this.requests.length = 0;
    this.follow(this.settings.faults);
  }

  follow(plan: FaultPlan | undefined): void {
    this.counter.follow(plan);
  }

  /** Ends what is held back. */
  close(): void {
    this.closing.abort();
  }

  /** Holds an answer back. @returns whether it is still wanted then */
  private async latency(): Promise<boolean> {
    const [least, most] = this.settings.latencyMs;
    if (most === 0) return true;
    const ms = least + Math.random() * (most - least);
    return sleep(ms, true, { signal: this.closing.signal }).catch(() => false);
  }

  private exchange(asked: Asked, response: ServerResponse): void {
    const target = this.responder.target(asked);
    const { method, url } = asked;
    const operationId = target?.entry.operation.operationId;
    const request = { method, url: url.pathname + url.search, operationId };
    const fault = this.counter.fault({ ...request, writes: target ? writes(target) : false }, asked.body);
    if (fault) checkFault(fault);
    const isCarriedOut = !fault || strikesAfter(fault);
    const { applied, ...answer } = isCarriedOut ? this.answer(asked, target) : UNANSWERED;
    if (isCarriedOut) this.webhooks.flush(this.held.workspace, operationId ?? "");

    const outgoing = encode(answer, { "X-Request-Id": asked.id });
    const blow = fault ? strike(fault, outgoing, asked.id, this.settings.now()) : { send: outgoing };
    const status = "send" in blow ? blow.send.status : blow.status;
    const recorded = { ...request, status, fault: fault?.kind, applied };
    keep(this.requests, recorded, MOST_REQUESTS);
    this.mistakes.tell(this.settings.onRequest, recorded);
    // what the description says of a scroll that meets a server error
    if (operationId === "scrollOverAllCompanies" && (status ?? 0) >= 500)
      this.held.workspace.scroll.breakOff();
    if ("send" in blow) deliver(response, blow.send);
    else blow.carryOut(response);
  }

  private answer(asked: Asked, target: Target | undefined): Answer & { applied: boolean } {
    try {
      return this.responder.answer(asked, target);
    } catch (error) {
      // whoever reads the answer should see whose mistake it is
      const errors = [{ code: "local_intercom_mistake", message: this.mistakes.note(error).message }];
      return { status: 500, applied: false, body: { type: "error.list", request_id: asked.id, errors } };
    }
  }
}

/** What a fault has to work with that strikes before there is an answer. */
const UNANSWERED = { status: 200, body: { type: "list", data: [] }, applied: false };

/** The whole request; undefined when the client went away while it was sending, or sent what is none. */
async function readAsked(request: IncomingMessage): Promise<Asked | undefined> {
  const body = await readBody(request);
  if (body === undefined) return undefined;
  const asked = head(request);
  return body instanceof Refusal ? { ...asked, body: "", flaw: body } : { ...asked, body };
}

const LOCAL = "127.0.0.1";

/** Whoever routes a request here that was meant for another host says so, since links name that one. */
function head({ method = "GET", url = "/", headers }: IncomingMessage): Omit<Asked, "body"> {
  const host = headers["x-forwarded-host"] ?? headers.host ?? LOCAL;
  const protocol = headers["x-forwarded-proto"] ?? "http";
  const asked = { id: randomUUID(), method, headers };
  const base = `${String(protocol)}://${String(host)}`;
  if (!/^https?:\/\/[^/?#@]+$/.test(base) || !URL.canParse(base)) {
    const path = URL.canParse(url, `http://${LOCAL}`) ? url : "/";
    const flaw = new Refusal(400, "bad_request", `There is no host ${JSON.stringify(host)}`);
    return { ...asked, url: new URL(path, `http://${LOCAL}`), flaw };
  }
  if (URL.canParse(url, base)) return { ...asked, url: new URL(url, base) };
  return { ...asked, url: new URL(base), flaw: new Refusal(400, "bad_request", "The URL is none") };
}
