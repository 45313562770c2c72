import { describe, expect, test } from "vitest";
import { versionApis } from "../src/description/descriptions.ts";
import { open, VERSIONS, type Body } from "./harness.ts";

type Read = (item: Body) => unknown;

/** Where an answer has what a field of its search asks for, as far as that is not its property of the same name. */
const ELSEWHERE: Record<string, Record<string, Read>> = {
  contacts: {
    avatar: ({ avatar }) => avatar?.image_url,
    tag_id: ({ tags }) => tags.data.map(({ id }: Body) => id),
  },
  conversations: {
    "source.body": ({ source }) => /\w+/.exec(source?.body.replaceAll(/<[^<>]*>/g, " ") ?? "")?.[0],
    contact_ids: ({ contacts }) => contacts.contacts.map(({ id }: Body) => id),
    teammate_ids: ({ teammates }) => teammates?.admins.map(({ id }: Body) => id),
    tag_ids: ({ tags }) => tags.tags.map(({ id }: Body) => id),
    channel_initiated: ({ source }) => source?.delivered_as,
    "conversation_rating.score": ({ conversation_rating: rated }) => rated?.rating,
    "conversation_rating.contact_id": ({ conversation_rating: rated }) => rated?.contact.id,
    "conversation_rating.admin_id": ({ conversation_rating: rated }) => rated?.teammate.id,
  },
  tickets: {
    title: ({ ticket_attributes }) => ticket_attributes["_default_title_"],
    description: ({ ticket_attributes }) => ticket_attributes["_default_description_"],
    category: ({ category }) => ({ Customer: "request", "Back-office": "task" })[String(category)],
    ticket_type_id: ({ ticket_type }) => ticket_type.id,
    contact_ids: ({ contacts }) => contacts.contacts.map(({ id }: Body) => id),
    teammate_ids: ({ admin_assignee_id }) => admin_assignee_id,
    state: ({ ticket_state }) => ticket_state.category ?? ticket_state,
  },
};

const ownProperty =
  (field: string): Read =>
  (item) =>
    field.split(".").reduce((value, key) => value?.[key], item);

/** How many fields none of the examples has a value in, at most. */
const UNUSED = 12;

describe.each(VERSIONS)("in %s", (version) => {
  test.each(["contacts", "conversations", "tickets"] as const)(
    "%s are found and sorted by each field that an example has a value in",
    async (name) => {
      const { call, local } = await open({ state: "examples", seed: {} }, version);
      const path = `/${name}/search`;
      const search = versionApis().get(version)?.find("POST", path)?.entry.operation["x-search-fields"];
      const { fields } = search as { fields: Record<string, unknown> };
      const answers = await Promise.all(local.ids(name).map((id) => call("GET", `/${name}/${id}`)));
      const items = answers.filter(({ status }) => status === 200).map(({ body }) => body);
      const names = Object.keys(fields).filter((field) => !field.endsWith("*"));
      let unused = 0;
      for (const field of names) {
        const read = ELSEWHERE[name]?.[field] ?? ownProperty(field);
        const valued = items.map((item) => ({ item, value: [read(item)].flat()[0] }));
        const one = valued.find(({ value }) => value !== undefined && value !== null);
        unused += one ? 0 : 1;
        if (!one) continue;
        const query = { field, operator: field === "source.body" ? "~" : "=", value: one.value };
        const { body } = await call("POST", path, { query, sort: { field }, pagination: { per_page: 150 } });
        const found = (body.data ?? body[name])?.map(({ id }: Body) => id);
        expect(found, `${field} ${JSON.stringify(one.value)}`).toContain(one.item.id);
      }
      expect(unused).toBeLessThan(UNUSED);
    },
  );
});
