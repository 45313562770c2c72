import type { Endpoints, Lists, paths } from "@intercom-openapi/types-2.12";
import { expectTypeOf } from "vitest";
import {
  addApiVersion,
  anyVersion,
  createIntercomClient,
  unwrap,
  type ApiVersion,
  type CallOptions,
  type IntercomClient,
} from "../../src/index.js";

declare module "../../src/index.js" {
  interface ApiVersions {
    Preview: { endpoints: Endpoints<CallOptions>; lists: Lists; paths: paths };
  }
}

// a version of one's own
addApiVersion("Preview");
const preview = createIntercomClient({ version: "Preview", token: "t" });
expectTypeOf(preview).toEqualTypeOf<IntercomClient<"Preview">>();
// @ts-expect-error not declared
addApiVersion("Unstable");

// one function for all versions
export async function nameOf<V extends ApiVersion>(client: IntercomClient<V>): Promise<string> {
  const me = await unwrap(anyVersion(client).GET("/me"));
  expectTypeOf(me.name).toEqualTypeOf<string>();
  // @ts-expect-error not all versions have it
  await anyVersion(client).GET("/ticket_states");
  return me.name;
}
void nameOf(preview);
