import type { Json } from "../json.ts";
import type { Thread } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import type { Call } from "../operations/call.ts";
import { shownParts } from "../operations/parts.ts";

export function conversationView(call: Pick<Call, "workspace">, conversation: Thread): Json {
  return {
    ...withoutParts(call.workspace, conversation),
    conversation_parts: {
      type: "conversation_part.list",
      conversation_parts: shownParts(conversation),
      total_count: conversation.parts.length,
    },
  };
}

/** As lists show a conversation. */
export function withoutParts(workspace: Workspace, { id, body }: Thread): Json {
  const tags = [...workspace.tagged.from(id)].flatMap(([tag, applied]) => {
    const known = workspace.tags.get(tag);
    return known ? { ...known.body, ...applied } : [];
  });
  return { ...body, tags: { type: "tag.list", tags } };
}
