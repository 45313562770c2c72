import { objectAt } from "../json.ts";
import type { Call } from "../operations/call.ts";
import { listed, type Resource } from "../operations/kind.ts";
import { searchPage, type Page } from "../operations/paging.ts";
import { LATEST_FIRST, sorted } from "../operations/sorting.ts";
import type { Searchable } from "../search/fields.ts";
import { Search, type Order } from "../search/query.ts";
import type { Item } from "../store/item.ts";
import { contactView } from "./contact-view.ts";
import { withoutParts } from "./conversation-view.ts";
import { ticketView } from "./tickets.ts";

export const searchResource: Resource = {
  operations: {
    SearchContacts: (call) => {
      const { contacts, settings } = call.workspace;
      const { searchDelayMs, now } = settings;
      const all = () => {
        const time = now();
        const active = contacts.active();
        return searchDelayMs > 0 ? active.filter(({ searchableFrom }) => searchableFrom <= time) : active;
      };
      // what time alone can change is not to be remembered
      const page = search(call, "contact", all, { newestFirst: false, isLasting: searchDelayMs <= 0 });
      return listed(call, page, (item) => contactView(call.workspace, item));
    },

    searchConversations: (call) => {
      const all = () => call.workspace.conversations.newestFirst();
      const page = search(call, "conversation", all, { newestFirst: true, usual: LATEST_FIRST });
      return listed(call, page, (item) => withoutParts(call.workspace, item));
    },

    searchTickets: (call) => {
      const all = () => call.workspace.tickets.newestFirst();
      const page = search(call, "ticket", all, { newestFirst: true });
      return listed(call, page, (item) => ticketView(call.workspace, item));
    },
  },
};

function search<T extends Item>(
  call: Call,
  resource: Searchable,
  all: () => readonly T[],
  { newestFirst, usual, isLasting = true }: { newestFirst: boolean; usual?: Order; isLasting?: boolean },
): Page<T> {
  const { workspace, entry, body } = call;
  const { query, sort } = body;
  const asked = new Search(workspace, resource, entry.operation);
  const order = asked.order(sort) ?? usual;
  const find = () => {
    const found = all().filter(asked.matcher(objectAt(body, "query")));
    return order ? sorted(found, order) : found;
  };
  const key = `${entry.operation.operationId} ${order?.name ?? ""} ${JSON.stringify(query)}`;
  return searchPage(call, { all: isLasting ? workspace.remember(key, find) : find(), newestFirst, order });
}
