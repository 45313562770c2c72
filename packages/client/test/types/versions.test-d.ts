import type { Contact, Endpoints as Endpoints212 } from "@intercom-openapi/types-2.12";
import type { Ticket as Ticket211 } from "@intercom-openapi/types-2.11";
import { expectTypeOf } from "vitest";
import { createIntercomClient, type IntercomClient } from "../../src/index.js";

const token = "secret";
const newer = createIntercomClient({ version: "2.12", token });
const older = createIntercomClient({ version: "2.11", token, region: "eu" });

// the version's literal selects the types
expectTypeOf(newer).toEqualTypeOf<IntercomClient<"2.12">>();
expectTypeOf(older).toEqualTypeOf<IntercomClient<"2.11">>();
expectTypeOf(newer.withOptions({ version: "2.11" })).toEqualTypeOf<IntercomClient<"2.11">>();
expectTypeOf(newer.withOptions({ region: "au" })).toEqualTypeOf<IntercomClient<"2.12">>();

expectTypeOf(older).not.toExtend<IntercomClient<"2.12">>();

// options that cannot be right
// @ts-expect-error no such version
createIntercomClient({ version: "2.10", token });
// @ts-expect-error no such region
createIntercomClient({ version: "2.12", token, region: "uk" });
// @ts-expect-error the version is required
createIntercomClient({ token });
// @ts-expect-error the token is required
createIntercomClient({ version: "2.12" });
// @ts-expect-error a misspelt option
createIntercomClient({ version: "2.12", token, regoin: "eu" });

export async function operations() {
  // an operation that only 2.12 has
  await newer.GET("/ticket_states");
  // @ts-expect-error 2.11 does not have it
  await older.GET("/ticket_states");

  // an operation that only 2.11 has
  const params = { path: { conversation_id: "204811" } };
  await older.POST("/conversations/{conversation_id}/run_assignment_rules", { params });
  // @ts-expect-error 2.12 does not have it
  await newer.POST("/conversations/{conversation_id}/run_assignment_rules", { params });

  // what a call needs
  const path = { contact_id: "66f1a2b3c4d5e6f708192a3b" };
  await newer.GET("/contacts/{contact_id}", { params: { path } });
  // @ts-expect-error the path parameter is missing
  await newer.GET("/contacts/{contact_id}");
  // @ts-expect-error the path parameter has another name
  await newer.GET("/contacts/{contact_id}", { params: { path: { id: path.contact_id } } });
  // @ts-expect-error the body is missing
  await newer.PUT("/contacts/{contact_id}", { params: { path } });
  // @ts-expect-error neither e-mail, external id nor role
  await newer.POST("/contacts", { body: { name: "Mira Okafor" } });
  // @ts-expect-error no such query parameter
  await newer.GET("/contacts", { params: { query: { limit: 5 } } });
  // @ts-expect-error the version is the client's, not the call's
  await newer.GET("/contacts", { params: { header: { "Intercom-Version": "2.11" } } });
  // @ts-expect-error no such option
  await newer.GET("/me", { tiemout: 5 });

  // what it gives
  const contact = await newer.GET("/contacts/{contact_id}", { params: { path } });
  if (contact.data) expectTypeOf(contact.data).toExtend<Contact>();
  const ticket = await older.GET("/tickets/{ticket_id}", { params: { path: { ticket_id: "204950" } } });
  if (ticket.data) expectTypeOf(ticket.data).toExtend<Ticket211 | null>();
  return ticket;
}

// the types packages stand on their own
expectTypeOf<Endpoints212["GET"]["/contacts/{contact_id}"]["path"]>().toEqualTypeOf<{ contact_id: string }>();
expectTypeOf<Endpoints212["GET"]["/me"]["body"]>().toBeNever();
expectTypeOf<Endpoints212["POST"]["/contacts"]["body"]>().not.toBeAny();
