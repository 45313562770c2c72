import { expect, test, vi } from "vitest";
import { IntercomApiError, isIntercomApiError } from "../src/index.ts";
import { connect } from "./support/client.ts";

vi.mock("../src/index.ts", { spy: true });

test("an error is what it is, also where Vitest spies on all that the package exports", async () => {
  const { error } = await connect("http://127.0.0.1:9", {
    fetch: async () => Response.json({}, { status: 404 }),
  }).GET("/me");
  expect(error).toMatchObject({ name: "IntercomApiError", status: 404 });
  expect(error).toBeInstanceOf(IntercomApiError);
  expect(isIntercomApiError(error)).toBe(true);
});
