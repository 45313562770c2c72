import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createIntercomClient } from "../src/index.ts";
import { ending, holds, replies, stage } from "./support/hostile.ts";

const QUICK = { retry: { limit: 2, maxDelayMs: 3 } };

/** Who listens, and never does what is expected. */
const LISTENERS = {
  throws: () => {
    throw new Error("listener down");
  },
  rejects: () => Promise.reject(new Error("listener down")),
  hangs: () => new Promise<never>(() => {}),
};

test("who listens changes nothing, and is told of each failure once", async () => {
  const unhandled = vi.fn<() => void>();
  process.on("unhandledRejection", unhandled);
  const { play } = await stage();
  await holds(
    fc.asyncProperty(
      fc.array(
        replies.filter(({ fault }) => fault !== "stall"),
        { minLength: 1, maxLength: 3 },
      ),
      fc.constantFrom(...Object.values(LISTENERS)),
      fc.constantFrom("call", "aborted", "parameter"),
      async (script, listen, how) => {
        const { options, end } = play(() => script);
        let failures = 0;
        const onError = () => {
          failures++;
          return listen();
        };
        const client = createIntercomClient({
          version: "2.12",
          ...QUICK,
          ...options,
          logger: { debug: listen, warn: listen, error: listen },
          hooks: { onRequest: listen, onResponse: listen, onRetry: listen, onError },
        });
        const reason = new Error("no longer wanted");
        const result = await ending<object>(() => {
          if (how === "call") return client.GET("/me");
          if (how === "aborted") return client.GET("/me", { signal: AbortSignal.abort(reason) });
          return client.GET("/contacts/{contact_id}", { params: { path: { contact_id: "" } } });
        }, [reason]);
        // told of by then, or in the next moment
        await new Promise((resolve) => setImmediate(resolve));
        const failed = result instanceof Error || (result as { error?: unknown }).error !== undefined;
        expect(failures).toBe(failed ? 1 : 0);
        end();
      },
    ),
    400,
  );
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
