import type { Json } from "../json.ts";

/** A notification, and what became of it. */
export interface WebhookDelivery {
  topic: string;
  /** As it was sent last. */
  notification: Json;
  /** `sending` until it was answered, `waiting` for its second attempt, `ended` where the other side wanted no more. */
  state: "sending" | "waiting" | "delivered" | "failed" | "ended";
  attempts: {
    /** When it was sent, in Unix milliseconds. */
    at: number;
    /** What the other side answered; undefined when it did not. */
    status: number | undefined;
    /** Why there is no answer. */
    error?: string;
  }[];
}
