import { randomUUID } from "node:crypto";
import type { VersionApi } from "../description/version-api.ts";
import type { Json } from "../json.ts";
import type { Mistakes } from "../mistakes.ts";
import type { Settings, WebhookDelivery } from "../options.ts";
import type { Workspace } from "../store/workspace.ts";
import { Deliveries } from "./delivery.ts";
import { Happenings } from "./happening.ts";
import { itemOf, Show } from "./items.ts";
import { TOPICS, topicsOf } from "./topics.ts";

const NONE: readonly WebhookDelivery[] = [];

/** Tells somebody of what happens in a workspace, as Intercom's webhooks do. */
export class Webhooks {
  private readonly deliveries: Deliveries | undefined;
  private readonly api: VersionApi | undefined;
  private happenings: Happenings | undefined;
  private show: Show | undefined;

  /** @throws {RangeError} when the options name a topic or a version that there is not */
  constructor(
    apis: ReadonlyMap<string, VersionApi>,
    mistakes: Mistakes,
    private readonly settings: Settings,
  ) {
    const { webhooks, secret, now } = settings;
    if (!webhooks) return;
    const { version = [...apis.keys()].at(-1) ?? "", topics = [] } = webhooks;
    this.api = apis.get(version);
    if (!this.api)
      throw new RangeError(`webhooks.version takes ${[...apis.keys()].join(" or ")}, not ${version}`);
    const unknown = topics.find((asked) => !TOPICS.some((topic) => matches(asked, topic)));
    if (unknown !== undefined)
      throw new RangeError(`webhooks.topics: nothing sends ${JSON.stringify(unknown)}`);
    this.deliveries = new Deliveries({ ...webhooks, secret }, mistakes, now);
  }

  get all(): readonly WebhookDelivery[] {
    return this.deliveries?.all ?? NONE;
  }

  /** Follows a workspace, in place of the one before. */
  follow(workspace: Workspace): void {
    if (!this.api) return;
    this.happenings = new Happenings(workspace);
    this.show = new Show(workspace, this.api);
  }

  ping(workspace: Workspace): void {
    const item = { type: "ping", message: "This endpoint is subscribed." };
    this.deliveries?.send("ping", this.envelope(workspace, "ping", item, null));
  }

  /** Sends what an operation has made happen. @param isQuiet only forgets it */
  flush(workspace: Workspace, operationId: string, { isQuiet = false } = {}): void {
    const { happenings, show, deliveries } = this;
    if (!happenings || !show || !deliveries) return;
    const sent = new Set<string>();
    for (const happening of happenings.take(operationId)) {
      if (isQuiet) continue;
      for (const { topic, item: kind } of topicsOf(happening)) {
        if (!this.wants(topic)) continue;
        // an operation may get to its end in steps
        const key = JSON.stringify([topic, happening.id, happening.other, happening.part?.["id"]]);
        const item = sent.has(key) ? undefined : itemOf(kind, happening, show);
        sent.add(key);
        if (item) deliveries.send(topic, this.envelope(workspace, topic, item, `notif_${randomUUID()}`));
      }
    }
  }

  reset(): void {
    this.deliveries?.reset();
  }

  async settled(): Promise<void> {
    await this.deliveries?.settled();
  }

  async close(): Promise<void> {
    await this.deliveries?.close();
  }

  private wants(topic: string): boolean {
    const topics = this.settings.webhooks?.topics;
    return !topics || topics.some((asked) => matches(asked, topic));
  }

  private envelope(workspace: Workspace, topic: string, item: Json, id: string | null): Json {
    return {
      type: "notification_event",
      app_id: workspace.id,
      data: { type: "notification_event_data", item },
      links: {},
      id,
      topic,
      delivery_status: id === null ? null : "pending",
      delivery_attempts: 1,
      delivered_at: 0,
      created_at: workspace.seconds,
      self: null,
    };
  }
}

function matches(asked: string, topic: string): boolean {
  return asked.endsWith("*") ? topic.startsWith(asked.slice(0, -1)) : asked === topic;
}
