import { expect, test } from "vitest";
import { connect, TOKEN } from "./support/client.ts";
import { json, serve } from "./support/serve.ts";

test("redirect to another host: `Authorization` does not follow", async () => {
  const other = await serve((answer) => json(answer, 200, { id: "elsewhere" }));
  const { url, seen } = await serve((answer) =>
    answer.writeHead(302, { Location: `${other.url}/stored` }).end(),
  );
  const { data, response } = await connect(url).GET("/me");
  expect(data).toEqual({ id: "elsewhere" });
  expect(seen[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect(other.seen[0]?.headers.authorization).toBeUndefined();
  expect(response.url).toBe(`${other.url}/stored`);
});

test("redirect on the same host: `Authorization` follows", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count === 1 ? answer.writeHead(307, { Location: "/moved" }).end() : json(answer, 200, {}),
  );
  expect((await connect(url).GET("/me")).error).toBeUndefined();
  expect(seen[1]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
});

test('with `redirect: "manual"` a redirect is an `error`', async () => {
  const { url } = await serve((answer) => answer.writeHead(302, { Location: "/moved" }).end());
  const { error } = await connect(url).GET("/me", { redirect: "manual" });
  expect(error).toMatchObject({ status: 302, code: undefined });
});
