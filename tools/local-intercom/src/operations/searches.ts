import { objectAt } from "../json.ts";
import type { Searchable } from "../search/fields.ts";
import { matcherOf } from "../search/query.ts";
import type { Item } from "../store/item.ts";
import type { Call, Handler } from "./call.ts";
import { contactList } from "./contact-view.ts";
import { conversationList } from "./conversation-view.ts";
import { searchPage } from "./paging.ts";
import { ticketView } from "./tickets.ts";

export const searchHandlers: Record<string, Handler> = {
  SearchContacts: (call) => {
    const { workspace } = call;
    const { searchDelayMs, now } = workspace.settings;
    const find = () => {
      const time = now();
      const all = workspace.contacts.active().filter(({ searchableFrom }) => searchableFrom <= time);
      return matching(call, "contact", all);
    };
    // what time alone can change is not to be remembered
    const all = searchDelayMs > 0 ? find() : workspace.remember(key(call), find);
    return contactList(call, searchPage(call, { all, newestFirst: false }));
  },

  searchConversations: (call) => {
    const { conversations } = call.workspace;
    const find = () => matching(call, "conversation", conversations.newestFirst());
    const all = call.workspace.remember(key(call), find);
    return conversationList(call, searchPage(call, { all, newestFirst: true }));
  },

  searchTickets: (call) => {
    const { tickets } = call.workspace;
    const find = () => matching(call, "ticket", tickets.newestFirst());
    const all = call.workspace.remember(key(call), find);
    const { items, total, pages } = searchPage(call, { all, newestFirst: true });
    return {
      type: "ticket.list",
      tickets: items.map((item) => ticketView(call, item)),
      total_count: total,
      pages,
    };
  },
};

function matching<T extends Item>({ workspace, body }: Call, resource: Searchable, all: readonly T[]): T[] {
  return all.filter(matcherOf(workspace, resource, objectAt(body, "query")));
}

function key({ entry, body }: Call): string {
  return `${entry.operation.operationId} ${JSON.stringify(body["query"])}`;
}
