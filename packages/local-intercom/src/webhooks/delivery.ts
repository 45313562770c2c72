import { createHmac } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Json } from "../json.ts";
import type { Mistakes } from "../mistakes.ts";
import type { WebhookDelivery, WebhookOptions } from "../options.ts";
import { keep } from "../requests.ts";

/** As Intercom's documentation has it: an answer within five seconds, or once more a minute later. */
const ATTEMPTS = 2;
const TIMEOUT_MS = 5000;
const RETRY_AFTER_MS = 60_000;

/** How many deliveries are remembered: each has a whole conversation in it, or the like. */
const MOST_KEPT = 10_000;

/** By this answer somebody ends the subscription. */
const GONE = 410;

/** Delivers notifications one after the other, and those that were not taken once more. */
export class Deliveries {
  readonly all: WebhookDelivery[] = [];
  private readonly closing = new AbortController();
  private readonly timers = new Map<NodeJS.Timeout, () => void>();
  private readonly open = new Set<Promise<void>>();
  private last: Promise<void> = Promise.resolve();
  private isEnded = false;

  constructor(
    private readonly options: WebhookOptions & { secret: string },
    private readonly mistakes: Mistakes,
    private readonly now: () => number,
  ) {}

  send(topic: string, notification: Json): void {
    if (this.isEnded) return;
    const delivery: WebhookDelivery = { topic, notification, state: "sending", attempts: [] };
    keep(this.all, delivery, MOST_KEPT);
    // in the order in which it happened, as far as first attempts go
    const first = this.last.then(() => this.attempt(delivery));
    this.last = first;
    this.track(first.then(() => this.again(delivery)));
  }

  /** Forgets what was sent, and what is still to be sent. */
  reset(): void {
    for (const [timer, done] of this.timers) {
      clearTimeout(timer);
      done();
    }
    for (const delivery of this.all) if (isUnderWay(delivery)) delivery.state = "ended";
    this.all.length = 0;
    this.isEnded = false;
  }

  /** Waits until every notification was delivered or given up. */
  async settled(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open);
  }

  async close(): Promise<void> {
    this.reset();
    this.closing.abort();
    await this.settled();
  }

  private track(promise: Promise<void>): void {
    this.open.add(promise);
    void promise.finally(() => this.open.delete(promise));
  }

  private async attempt(delivery: WebhookDelivery): Promise<void> {
    if (this.isEnded) delivery.state = "ended";
    if (!isUnderWay(delivery)) return;
    const at = this.now();
    const seconds = Math.floor(at / 1000);
    const number = delivery.attempts.length + 1;
    const { first_sent_at = seconds } = delivery.notification;
    delivery.notification = { ...delivery.notification, delivery_attempts: number, first_sent_at };
    const outcome = await this.post(JSON.stringify(delivery.notification));
    if (!isUnderWay(delivery)) return;
    delivery.attempts.push({ at, ...outcome });
    const { status = 0 } = outcome;
    if (status === GONE) this.isEnded = true;
    if (status >= 200 && status < 300) delivery.state = "delivered";
    else if (this.isEnded) delivery.state = "ended";
    else delivery.state = number < ATTEMPTS ? "waiting" : "failed";
    this.mistakes.tell(this.options.onDelivery, delivery);
  }

  private async again(delivery: WebhookDelivery): Promise<void> {
    if (delivery.state !== "waiting") return;
    await this.pause(this.options.retryAfterMs ?? RETRY_AFTER_MS);
    await this.attempt(delivery);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.timers.delete(timer);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.timers.set(timer, done);
    });
  }

  private post(body: string): Promise<{ status: number | undefined; error?: string }> {
    const { url, secret, timeoutMs = TIMEOUT_MS } = this.options;
    const signature = createHmac("sha1", secret).update(body).digest("hex");
    const headers = {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      "User-Agent": "local-intercom",
      "X-Hub-Signature": `sha1=${signature}`,
    };
    // not by `fetch`, which tests replace
    const send = url.startsWith("https:") ? requestHttps : requestHttp;
    return new Promise((resolve) => {
      const options = { method: "POST", headers, agent: false, signal: this.closing.signal };
      const request = send(url, options, (response) => {
        response.resume();
        response.on("error", () => {});
        response.on("close", () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode });
        });
      });
      const timer = setTimeout(
        () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)),
        timeoutMs,
      );
      request.on("error", (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        resolve({ status: undefined, error: error.message || (error.code ?? error.name) });
      });
      request.end(body);
    });
  }
}

function isUnderWay({ state }: WebhookDelivery): boolean {
  return state === "sending" || state === "waiting";
}
