import { placeOf, type Resource } from "../operations/kind.ts";
import { either } from "../description/view.ts";
import { StateRefusal } from "../http.ts";
import { isJson, objectAt, objectsAt, text, type Json } from "../json.ts";
import { createTicket } from "../store/create-thread.ts";
import { adminNamed, stateOf, teams, ticketStates, ticketTypes } from "../store/given.ts";
import type { Thread } from "../store/item.ts";
import { at, contactNamed, found, missing, type Call } from "../operations/call.ts";
import { addPart, authorNamed, html, shownParts } from "../operations/parts.ts";

export const ticketResource: Resource = {
  operations: {
    createTicket: (call) => {
      const { workspace, body } = call;
      const type = typeNamed(call, body["ticket_type_id"]);
      const contacts = objectsAt(body, "contacts").map((reference) => contactNamed(call, reference));
      const { created_at } = body;
      const ticket = createTicket(
        workspace,
        contacts,
        { type, state: stateOf(workspace, "submitted"), attributes: objectAt(body, "ticket_attributes") },
        typeof created_at === "number" ? created_at : workspace.seconds,
      );
      return ticketView(ticket);
    },

    getTicket: (call) => ticketView(ticketAt(call)),

    updateTicket: (call) => {
      const ticket = ticketAt(call);
      const { ticket_attributes, ticket_state_id, state, assignment, company_id: _, ...rest } = call.body;
      const assigned = isJson(assignment) ? assignee(call, assignment) : {};
      const next = ticket_state_id === undefined && state === undefined ? undefined : stateNamed(call);
      call.workspace.tickets.change(ticket, {
        ...ticket.body,
        ...rest,
        ...assigned,
        ticket_attributes: { ...objectAt(ticket.body, "ticket_attributes"), ...(ticket_attributes as Json) },
        ...(next && { ticket_state: next, open: next["category"] !== "resolved" }),
        updated_at: call.workspace.seconds,
      });
      return ticketView(ticket);
    },

    replyTicket: (call) => {
      const ticket = ticketAt(call);
      const author = authorNamed(call);
      // the description knows users, admins, bots and teams here, but no leads
      const from = author["type"] === "lead" ? { ...author, type: "user" } : author;
      if (from["type"] === "user" && ticket.body["category"] === "Back-office") {
        throw new StateRefusal(
          400,
          "parameter_mismatch",
          "Contacts cannot reply to a ticket of a back-office type",
        );
      }
      const { message_type, body } = call.body;
      const words = html(body);
      const part = addPart(call, ticket, "ticket", {
        part_type: String(message_type),
        author: from,
        body: words,
      });
      return part;
    },
  },
  fill: (workspace) => {
    for (const { ticket_parts, ...body } of workspace.shown({ getTicket: "", searchTickets: "tickets" })) {
      const parts = isJson(ticket_parts) ? objectsAt(ticket_parts, "ticket_parts") : [];
      workspace.tickets.add({ ...placeOf(body), body, parts });
    }
  },
};

export function convert(call: Call, conversation: Thread): Json {
  const { workspace, body } = call;
  const type = typeNamed(call, body["ticket_type_id"]);
  const references = objectsAt(conversation.body["contacts"] as Json, "contacts");
  const contacts = references.flatMap(({ id }) => workspace.contacts.get(String(id)) ?? []);
  const linked = [{ type: "conversation", id: conversation.id, category: null }];
  const state = stateOf(workspace, "submitted");
  const ticket = createTicket(workspace, contacts, {
    type,
    state,
    attributes: objectAt(body, "attributes"),
    linked,
  });
  const link = { type: "ticket", id: ticket.id, category: type["category"] };
  workspace.conversations.change(conversation, {
    ...conversation.body,
    linked_objects: { type: "list", total_count: 1, has_more: false, data: [link] },
    ticket: { id: ticket.id },
  });
  return ticketView(ticket);
}

/** A ticket with its state, which is an object in some versions and three properties in others, and its parts. */
export function ticketView(ticket: Thread): Json {
  const { body } = ticket;
  const state = objectAt(body, "ticket_state");
  return {
    ...body,
    ticket_state: either(state, state["category"]),
    ticket_state_internal_label: state["internal_label"],
    ticket_state_external_label: state["external_label"],
    ticket_parts: {
      type: "ticket_part.list",
      ticket_parts: shownParts(ticket),
      total_count: ticket.parts.length,
    },
  };
}

export function ticketAt(call: Call): Thread {
  return found(call, "ticket", call.workspace.tickets.get(at(call, "ticket_id")));
}

function typeNamed(call: Call, id: unknown): Json {
  return found(
    call,
    "ticket_type",
    ticketTypes(call.workspace).find((type) => type["id"] === text(id)),
  );
}

function stateNamed({ workspace, body }: Call): Json {
  if (body["state"] !== undefined) return stateOf(workspace, String(body["state"]));
  const known = ticketStates(workspace).find(({ id }) => id === text(body["ticket_state_id"]));
  if (!known)
    throw new StateRefusal(400, "ticket_state_id_invalid", "The ticket type has no state with this id");
  return known;
}

function assignee(call: Call, { assignee_id }: Json): Json {
  const id = text(assignee_id) ?? "0";
  if (teams(call.workspace).some((team) => team["id"] === id)) return { team_assignee_id: id };
  if (id === "0" || adminNamed(call.workspace, id)) return { admin_assignee_id: id };
  throw missing(call, "assignee", "There is no admin or team with this id");
}
