/** A topic whose item has a type; see {@link WebhookItems}. */
export type KnownWebhookTopic =
  | "ping"
  | ContactTopic
  | ContactTagTopic
  | SubscriptionTopic
  | "contact.archived"
  | "contact.deleted"
  | "contact.merged"
  | ConversationTopic
  | ConversationContactTopic
  | "conversation.deleted"
  | CompanyTopic
  | CompanyContactTopic
  | "company.deleted"
  | TicketTopic
  | TicketPartTopic
  | TicketContactTopic
  | AdminTopic
  | "admin.activity_log_event.created"
  | ArticleTopic
  | "api.request.completed"
  | "event.created"
  | "visitor.signed_up";

/**
 * What a notification is about. Intercom adds topics without a new API version, so any string is allowed.
 *
 * @see https://developers.intercom.com/docs/references/webhooks/webhook-models
 */
export type WebhookTopic = KnownWebhookTopic | UntypedTopic | (string & {});

/** Documented, but neither the API's descriptions nor a recording show their items. */
type UntypedTopic =
  | `call.${"ended" | "recording_available" | "started" | "transcription_available"}`
  | `content_stat.${"banner" | "carousel" | "chat" | "checklist" | "custom_bot" | "email" | "news_item" | "post"}`
  | `content_stat.${"push" | "series" | "series.webhook" | "sms" | "survey" | "tooltip_group" | "tour"}`
  | `content_snippet.${"created" | "deleted" | "updated"}`
  | `${"conversation" | "ticket"}.admin.replied.translated`
  | "conversation.company.updated"
  | "data_connector.execution.completed"
  | "job.completed"
  | `ticket.${"rating.provided" | "resolved"}`;

export type ContactTopic =
  | "contact.email.updated"
  | "contact.lead.added_email"
  | "contact.lead.created"
  | "contact.lead.signed_up"
  | "contact.lead.updated"
  | "contact.unarchive"
  | "contact.user.created"
  | "contact.user.updated";

export type ContactTagTopic = `contact.${"lead" | "user"}.tag.${"created" | "deleted"}`;

export type SubscriptionTopic =
  "contact.subscribed" | "contact.unsubscribed" | "granular.subscribe" | "granular.unsubscribe";

export type ConversationTopic =
  | "conversation.admin.assigned"
  | "conversation.admin.closed"
  | "conversation.admin.noted"
  | "conversation.admin.open.assigned"
  | "conversation.admin.opened"
  | "conversation.admin.replied"
  | "conversation.admin.single.created"
  | "conversation.admin.snoozed"
  | "conversation.admin.unsnoozed"
  | "conversation.operator.replied"
  | "conversation.priority.updated"
  | "conversation.rating.added"
  | "conversation.read"
  | "conversation.user.created"
  | "conversation.user.replied"
  | "conversation_part.redacted"
  | "conversation_part.tag.created";

export type ConversationContactTopic = `conversation.contact.${"attached" | "detached"}`;

export type CompanyTopic = "company.created" | "company.updated";

export type CompanyContactTopic = `company.contact.${"attached" | "detached"}`;

export type TicketTopic = "ticket.closed" | "ticket.created" | "ticket.state.updated";

export type TicketPartTopic =
  | "ticket.admin.assigned"
  | "ticket.admin.replied"
  | "ticket.attribute.updated"
  | "ticket.contact.replied"
  | "ticket.note.created"
  | "ticket.team.assigned";

export type TicketContactTopic = `ticket.contact.${"attached" | "detached"}`;

export type AdminTopic =
  | "admin.added_to_workspace"
  | "admin.away_mode_updated"
  | "admin.logged_in"
  | "admin.logged_out"
  | "admin.removed_from_workspace";

export type ArticleTopic = `article.${"created" | "deleted" | "published" | "unpublished" | "updated"}`;
