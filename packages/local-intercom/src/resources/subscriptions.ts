import { StateRefusal } from "../http.ts";
import { text, type Json } from "../json.ts";
import { at, contactAt, found, missing, type Call } from "../operations/call.ts";
import { fillFrom, lists, type Kind, type Resource } from "../operations/kind.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

const TYPES: Kind = {
  name: "subscription_types",
  singular: "subscription_type",
  parameter: "subscription_id",
};

export const subscriptionResource: Resource = {
  operations: {
    listSubscriptionTypes: lists(TYPES),
    listSubscriptionsForAContact: lists(TYPES, (call) => subscriptionsOf(call.workspace, contactAt(call).id)),

    attachSubscriptionTypeToContact: (call) => {
      const contact = contactAt(call);
      const { id, consent_type } = call.body;
      const type = typeNamed(call, text(id));
      const consent = type.body["consent_type"];
      if (consent_type !== consent) {
        throw new StateRefusal(
          422,
          "unprocessable_entity",
          `This subscription type is one of ${String(consent)}`,
          "consent_type",
        );
      }
      call.workspace.subscribed.link(contact.id, type.id, null);
      return type.body;
    },

    detachSubscriptionTypeToContact: (call): Json => {
      const { subscribed } = call.workspace;
      const contact = contactAt(call);
      const type = typeNamed(call, at(call, TYPES.parameter));
      if (!subscribed.has(contact.id, type.id)) {
        throw missing(call, TYPES.singular, "The contact has no such subscription");
      }
      subscribed.unlink(contact.id, type.id);
      return type.body;
    },
  },
  isGiven: true,
  fill: (workspace) => fillFrom(workspace, TYPES, { listSubscriptionTypes: "data" }),
};

function typeNamed(call: Call, id = ""): Item {
  return found(call, TYPES.singular, call.workspace.of(TYPES).get(id));
}

/** The subscription types that a contact has chosen about: what it opted in to, and what it opted out of. */
export function subscriptionsOf(workspace: Workspace, contactId: string): Item[] {
  const types = workspace.of(TYPES);
  return [...workspace.subscribed.from(contactId).keys()].flatMap((id) => types.get(id) ?? []);
}
