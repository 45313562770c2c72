import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "../src/run.ts";

describe("pnpm bench", () => {
  const printed: string[] = [];

  beforeEach(() => {
    printed.length = 0;
    vi.spyOn(console, "error").mockImplementation((line: string) => void printed.push(line));
    vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("explains itself", async () => {
    expect(await run(["--help"])).toBe(0);
    expect(printed.join()).toContain("Usage: pnpm bench");
  });

  it("names the groups when one is unknown, and measures nothing", async () => {
    expect(await run(["--only", "bytes,colour"])).toBe(1);
    expect(printed.join()).toContain("No such group in bytes,colour");
    expect(printed.join()).toContain("bytes,install,types");
  });

  it("refuses an option that it does not know", async () => {
    expect(await run(["--fast"])).toBe(1);
    expect(printed.join()).toContain("Usage: pnpm bench");
  });
});
