import type { Json } from "../json.ts";
import type { Thread } from "../store/item.ts";
import type { Call } from "./call.ts";
import type { Page } from "./paging.ts";
import { shownParts } from "./parts.ts";

/** A page of conversations, without their parts. */
export function conversationList(
  { workspace }: Pick<Call, "workspace">,
  { items, total, pages }: Page<Thread>,
): Json {
  const conversations = items.map((item) => listed({ workspace }, item));
  return { type: "conversation.list", conversations, total_count: total, pages };
}

export function conversationView(call: Pick<Call, "workspace">, conversation: Thread): Json {
  return {
    ...listed(call, conversation),
    conversation_parts: {
      type: "conversation_part.list",
      conversation_parts: shownParts(conversation),
      total_count: conversation.parts.length,
    },
  };
}

function listed({ workspace }: Pick<Call, "workspace">, { id, body }: Thread): Json {
  const tags = [...workspace.tagged.from(id)].flatMap(([tag, applied]) => {
    const known = workspace.tags.get(tag);
    return known ? { ...known.body, ...applied } : [];
  });
  return { ...body, tags: { type: "tag.list", tags } };
}
