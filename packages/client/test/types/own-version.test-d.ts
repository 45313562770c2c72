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
    Own: ApiVersions["2.12"] & {
      endpoints: { GET: { "/calls": { args: [init?: CallOptions]; data: { id: string }[] } } };
    };
  }
}

// a version of one's own
addApiVersion("Own");
const own = createIntercomClient({ version: "Own", token: "t" });
expectTypeOf(own).toEqualTypeOf<IntercomClient<"Own">>();
export async function calls() {
  const [call] = await unwrap(own.GET("/calls"));
  expectTypeOf(call?.id).toEqualTypeOf<string | undefined>();
  await own.GET("/ticket_states");
}
// @ts-expect-error not declared
addApiVersion("Other");

// one function for all versions
export async function nameOf<V extends ApiVersion>(client: IntercomClient<V>): Promise<string> {
  const me = await unwrap(anyVersion(client).GET("/me"));
  expectTypeOf(me.name).toEqualTypeOf<string>();
  // @ts-expect-error not all versions have it
  await anyVersion(client).GET("/ticket_states");
  return me.name;
}
void nameOf(own);
