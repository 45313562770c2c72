import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { createIntercomClient, IntercomUsageError, searchFilters } from "../src/index.js";

const contacts = searchFilters({ version: "2.12" }, "contacts");
const conversations = searchFilters({ version: "2.11" }, "conversations");
const { where, and, or } = contacts;

test("sort is plain JSON, ascending unless it says otherwise", () => {
  expect(contacts.sort("updated_at")).toStrictEqual({ field: "updated_at", order: "ascending" });
  expect(conversations.sort("id", "descending")).toStrictEqual({ field: "id", order: "descending" });
});

describe("where", () => {
  test("is plain JSON", () => {
    const filter = where("email", "=", "mira.okafor@example.com");
    expect(filter).toStrictEqual({ field: "email", operator: "=", value: "mira.okafor@example.com" });
  });

  test("sends times in whole Unix seconds", () => {
    const date = new Date("2026-01-31T10:20:30.900Z");
    expect(where("created_at", ">", date).value).toBe(1769854830);
    expect(where("created_at", "=", 1769854830).value).toBe(1769854830);
    expect(conversations.where("updated_at", "IN", [date, 1769854831]).value).toEqual([
      1769854830, 1769854831,
    ]);
    expect(where("custom_attributes.renewed_at", "<", date).value).toBe(1769854830);
    expect(where("created_at", "<", new Date("1969-12-31T23:59:59.500Z")).value).toBe(-1);
    expect(where("signed_up_at", "=", new Date(0)).value).toBe(0);
  });

  test("leaves other values as they are, and a caller's array too", () => {
    const names = ["Mira", "Jonas"] as const;
    const filter = where("name", "IN", names);
    expect(filter.value).toEqual(names);
    expect(filter.value).not.toBe(names);
    expect(where("has_hard_bounced", "=", false).value).toBe(false);
    expect(where("owner_id", "=", 7100231).value).toBe(7100231);
    expect(where("name", "=", null).value).toBeNull();
    expect(where("custom_attributes.synced_ms_at", "=", 1769854830900).value).toBe(1769854830900);
  });

  test("refuses a time that is none, and one in milliseconds", () => {
    const invalid = () => where("created_at", ">", new Date("31.01.2026 10h"));
    expect(invalid).toThrow(IntercomUsageError);
    expect(invalid).toThrow(/`created_at`.*invalid Date/);
    const milliseconds = () => where("last_seen_at", ">", 1769854830900);
    expect(milliseconds).toThrow(IntercomUsageError);
    expect(milliseconds).toThrow(/`last_seen_at`.*milliseconds/);
    expect(() => conversations.where("statistics.first_close_at", "IN", [1, 1769854830900])).toThrow(
      /milliseconds/,
    );
    expect(() => where("custom_attributes.score", "=", Number.NaN)).toThrow(/NaN/);
  });
});

describe("and, or", () => {
  const user = where("role", "=", "user");

  test("make groups of one and of two levels", () => {
    expect(and(user, or(where("name", "^", "Mira"), where("tag_id", "=", "7522907")))).toStrictEqual({
      operator: "AND",
      value: [
        { field: "role", operator: "=", value: "user" },
        {
          operator: "OR",
          value: [
            { field: "name", operator: "^", value: "Mira" },
            { field: "tag_id", operator: "=", value: "7522907" },
          ],
        },
      ],
    });
    expect(and(user)).toStrictEqual({ operator: "AND", value: [user] });
  });

  test("take plain JSON", () => {
    const plain = { field: "name", operator: "^", value: "Mira" } as const;
    expect(or(user, plain, { operator: "AND", value: [plain] })).toStrictEqual({
      operator: "OR",
      value: [user, plain, { operator: "AND", value: [plain] }],
    });
  });

  test.each([1, 15])("take %i filters", (length) => {
    expect(or(...Array.from({ length }, () => user)).value).toHaveLength(length);
  });

  test.each([0, 16, 10_000])("refuse %i filters", (length) => {
    const many = Array.from({ length }, () => user);
    expect(() => and(...many)).toThrow(IntercomUsageError);
    expect(() => or(...many)).toThrow(`not ${length}`);
  });

  test.each([[false], [null], [undefined], ["user"], [[user]], [{}], [{ operator: "AND" }]])(
    "refuse %j as a filter",
    (none) => {
      expect(() => and(user, none as unknown as typeof user)).toThrow("A group takes filters");
    },
  );

  test("refuse a group of plain JSON that holds nothing", () => {
    const odd = { operator: "OR", value: [null] } as unknown as typeof user;
    expect(() => and(user, odd)).toThrow(IntercomUsageError);
  });

  test("refuse a third level", () => {
    const third = and(user, or(user)) as unknown as typeof user;
    expect(() => and(third)).toThrow(IntercomUsageError);
    expect(() => or(user, third)).toThrow(/two levels/);
  });
});

test("what they write arrives as the body's query", async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    bodies.push(body);
    response.setHeader("Content-Type", "application/json").end('{"type":"list","data":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const intercom = createIntercomClient({ version: "2.12", token: "secret", baseUrl });
    const filters = searchFilters(intercom, "contacts");
    const query = filters.and(filters.where("created_at", ">", new Date("2026-01-31T00:00:00Z")));
    await intercom.POST("/contacts/search", { body: { query, pagination: { per_page: 5 } } });
    expect(JSON.parse(bodies[0] ?? "")).toEqual({
      query: { operator: "AND", value: [{ field: "created_at", operator: ">", value: 1769817600 }] },
      pagination: { per_page: 5 },
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
