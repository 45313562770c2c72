import { either } from "../description/view.ts";
import { invalid, StateRefusal } from "../http.ts";
import { isJson, objectAt, objectsAt, text, type Json } from "../json.ts";
import {
  companyCalled,
  conversationAt,
  found,
  ticketAt,
  toldAt,
  unfit,
  type Call,
} from "../operations/call.ts";
import { placeOf, reads, type Kind, type Resource } from "../operations/kind.ts";
import { searches } from "../search/query.ts";
import type { Contact, Item, Thread } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { adminAt, teams } from "./admins.ts";
import { contactOrNew, contactReference } from "./contacts.ts";
import {
  addPart,
  adminAuthor,
  authorNamed,
  BOT,
  contactsOf,
  html,
  NOBODY,
  partOf,
  shownParts,
  type NewPart,
} from "./parts.ts";
import { attributeValues, emptyAttributes } from "./ticket-attributes.ts";
import { stateOf, statesOf, ticketType } from "./ticket-types.ts";

const TICKETS: Kind<Thread> = {
  name: "tickets",
  singular: "ticket",
  parameter: "ticket_id",
  show: (ticket, { workspace }) => ticketView(workspace, ticket),
};

export const ticketResource: Resource = {
  operations: {
    createTicket: (call) => {
      const { workspace, body } = call;
      const type = typeNamed(call);
      const attributes = attributeValues(type, body, "ticket_attributes");
      const company = companyOf(call);
      const [reference, ...others] = objectsAt(body, "contacts");
      if (!reference || others.length > 0) throw invalid("contacts", "A ticket is about one contact");
      const contacts = [contactOrNew(call, reference)];
      const more = { type, attributes, company };
      return ticketView(workspace, createTicket(workspace, contacts, more, toldAt(call)));
    },

    getTicket: reads(TICKETS),
    searchTickets: searches(TICKETS, ({ tickets }) => tickets.newestFirst()),

    updateTicket: (call) => {
      const { workspace, body: sent } = call;
      const ticket = ticketAt(call);
      // all of it is checked before any of it is done
      const values = changedValues(call, ticket);
      const steps = changes(call, ticket);
      const author = adminAuthor(call, objectAt(sent, "assignment")["admin_id"], "assignee");
      for (const [part, change] of steps) addPart(call, ticket, "ticket", { ...part, author }, change);
      workspace.tickets.change(ticket, { ...ticket.body, ...values, updated_at: workspace.seconds });
      return ticketView(workspace, ticket);
    },

    replyTicket: (call) => {
      const ticket = ticketAt(call);
      const author = authorNamed(call);
      // the description knows users, admins, bots and teams here, but no leads
      const from = author["type"] === "lead" ? { ...author, type: "user" } : author;
      const { message_type, body } = call.body;
      const { category, is_shared } = ticket.body;
      const isRefused =
        from["type"] === "user"
          ? category === "Back-office"
          : message_type === "comment" &&
            (category === "Tracker" || (category === "Back-office" && is_shared !== true));
      if (isRefused) {
        const message = `A ticket of this kind takes no reply of this kind: ${category}`;
        throw new StateRefusal(400, "parameter_mismatch", message);
      }
      return addPart(call, ticket, "ticket", {
        part_type: String(message_type),
        author: from,
        body: html(body),
      });
    },

    convertConversationToTicket: (call) => {
      const conversation = conversationAt(call);
      const { workspace, body } = call;
      const type = typeNamed(call);
      if (type.body["category"] !== "Customer") {
        throw unfit("ticket_type_id", "The ticket type has to be one for customer tickets");
      }
      const attributes = attributeValues(type, body, "attributes");
      const contacts = contactsOf(conversation).flatMap(({ id }) => workspace.contacts.get(String(id)) ?? []);
      const linked = [{ type: "conversation", id: conversation.id, category: null }];
      const ticket = createTicket(workspace, contacts, { type, attributes, linked });
      const links = [
        ...objectsAt(objectAt(conversation.body, "linked_objects"), "data"),
        { type: "ticket", id: ticket.id, category: type.body["category"] },
      ];
      workspace.conversations.change(conversation, {
        ...conversation.body,
        linked_objects: { type: "list", total_count: links.length, has_more: false, data: links },
        ticket: { id: ticket.id },
      });
      return ticketView(workspace, ticket);
    },
  },
  fill: (workspace) => {
    for (const { ticket_parts, ...body } of workspace.shown({ getTicket: "", searchTickets: "tickets" })) {
      const parts = isJson(ticket_parts) ? objectsAt(ticket_parts, "ticket_parts") : [];
      workspace.tickets.add({ ...placeOf(body), body, parts });
    }
  },
};

/** A ticket about some contacts, in the first state of its type. */
export function createTicket(
  workspace: Workspace,
  contacts: readonly Contact[],
  {
    type,
    attributes = {},
    linked = [],
    company,
  }: { type: Item; attributes?: Json; linked?: Json[]; company?: Item | undefined },
  createdAt = workspace.seconds,
): Thread {
  const id = workspace.ids.number();
  const state = stateOf(type, "submitted");
  const body = {
    type: "ticket",
    id,
    ticket_id: workspace.ids.ticketNumber(),
    category: type.body["category"],
    ticket_attributes: { ...emptyAttributes(type), ...attributes },
    ticket_state: state,
    ticket_type: { type: "ticket_type", id: type.id },
    contacts: { type: "contact.list", contacts: contacts.map(contactReference) },
    admin_assignee_id: "0",
    team_assignee_id: "0",
    created_at: createdAt,
    updated_at: createdAt,
    open: true,
    linked_objects: { type: "list", total_count: linked.length, has_more: false, data: linked },
    is_shared: true,
    company_id: company?.id,
  };
  const category = state?.["category"];
  const first = partOf(workspace, "ticket", createdAt, {
    part_type: "ticket_state_updated_by_admin",
    author: BOT,
    previous_ticket_state: category,
    ticket_state: category,
  });
  return workspace.tickets.add({ id, createdAt, body, parts: [first] });
}

/**
 * A ticket with its type as that is now, its parts, and its state, which is an object in some versions and three
 * properties in others.
 */
function ticketView(workspace: Workspace, ticket: Thread): Json {
  const { body } = ticket;
  const state = objectAt(body, "ticket_state");
  // a ticket's own type is shown without the states
  const { ticket_states: _, ...type } = typeOf(workspace, ticket)?.body ?? objectAt(body, "ticket_type");
  return {
    ...body,
    ticket_type: type,
    ticket_state: either(state, state["category"]),
    ticket_state_internal_label: state["internal_label"],
    ticket_state_external_label: state["external_label"],
    company_id: workspace.companies.get(text(body["company_id"]) ?? "")?.id,
    ticket_parts: {
      type: "ticket_part.list",
      ticket_parts: shownParts(ticket),
      total_count: ticket.parts.length,
    },
  };
}

function typeOf(workspace: Workspace, { body }: Thread): Item | undefined {
  return ticketType(workspace, objectAt(body, "ticket_type")["id"]);
}

function typeNamed(call: Call): Item {
  return found(call, "ticket_type", ticketType(call.workspace, call.body["ticket_type_id"]));
}

/** The company that a new ticket is about, by your own identifier of it. */
function companyOf({ workspace, body }: Call): Item | undefined {
  const { company_id } = body;
  const company = companyCalled(workspace, company_id);
  if (company_id !== undefined && !company) throw unfit("company_id", "There is no such company");
  return company;
}

/** What an update changes without leaving a part. */
function changedValues(call: Call, ticket: Thread): Json {
  const { workspace, body: sent } = call;
  const { is_shared, company_id } = sent;
  const held = objectAt(ticket.body, "ticket_attributes");
  const type = typeOf(workspace, ticket);
  const values = type ? attributeValues(type, sent, "ticket_attributes", held) : {};
  return {
    ticket_attributes: { ...held, ...values },
    ...(is_shared !== undefined && { is_shared }),
    // Intercom's own identifier here; null takes it away
    ...(company_id !== undefined && {
      company_id:
        company_id === null ? null : found(call, "company", workspace.companies.get(String(company_id))).id,
    }),
  };
}

/** What an update changes, with the part that each change leaves. */
function changes(call: Call, ticket: Thread): [Omit<NewPart, "author">, Json][] {
  const { body } = ticket;
  const { assignment, open, snoozed_until, state, ticket_state_id } = call.body;
  const steps: [Omit<NewPart, "author">, Json][] = [];
  if (state !== undefined || ticket_state_id !== undefined) {
    const [before, next] = [objectAt(body, "ticket_state"), stateNamed(call, ticket)];
    const [previous_ticket_state, ticket_state] = [before["category"], next["category"]];
    if (before["id"] !== next["id"]) {
      steps.push([
        { part_type: "ticket_state_updated_by_admin", previous_ticket_state, ticket_state },
        { ticket_state: next, open: ticket_state !== "resolved" },
      ]);
    }
  }
  if (isJson(assignment) && assignment["assignee_id"] !== undefined) {
    steps.push(assigned(call, text(assignment["assignee_id"]) ?? "0"));
  }
  if (snoozed_until !== undefined) steps.push([{ part_type: "snoozed" }, { open: true, snoozed_until }]);
  // closing ends a snooze
  if (open !== undefined && open !== body["open"]) {
    steps.push([{ part_type: open === true ? "open" : "close" }, { open, snoozed_until: undefined }]);
  }
  return steps;
}

function stateNamed({ workspace, body: sent }: Call, ticket: Thread): Json {
  const type = typeOf(workspace, ticket);
  const { state, ticket_state_id } = sent;
  if (state !== undefined) {
    const first = type && stateOf(type, String(state));
    if (!first) throw unfit("state", "The ticket type has no such state");
    return first;
  }
  const known = type && statesOf(type).find(({ id }) => id === text(ticket_state_id));
  if (!known)
    throw new StateRefusal(400, "ticket_state_id_invalid", "The ticket type has no state with this id");
  return known;
}

function assigned(call: Call, id: string): [Omit<NewPart, "author">, Json] {
  if (teams(call.workspace).some((team) => team["id"] === id)) {
    return [{ part_type: "assignment", assigned_to: { type: "team", id } }, { team_assignee_id: id }];
  }
  if (id !== "0") adminAt(call, id, "assignee");
  const assigned_to = id === "0" ? NOBODY : { type: "admin", id };
  return [{ part_type: "assignment", assigned_to }, { admin_assignee_id: id }];
}
