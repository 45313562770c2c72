import { createHash } from "node:crypto";
import { describe, expect, test, type TestContext } from "vitest";
import { Rehearsal } from "./specs-workflow/rehearsal.ts";
import { OFFICIAL } from "./specs-workflow/small.ts";

const THEIR_WORDS = "Somebody else's sentence.";
const COLOUR = `        colour:\n          type: string\n          description: ${THEIR_WORDS}\n`;

async function rehearse({ onTestFinished }: TestContext, official: string): Promise<Rehearsal> {
  const rehearsal = new Rehearsal(official);
  onTestFinished(() => rehearsal.stop());
  await rehearsal.start();
  await rehearsal.week();
  return rehearsal;
}

/** The file of a name, or of one that begins so. */
function fileOf(files: Map<string, string>, beginning: string): string | undefined {
  return [...files].find(([name]) => name.startsWith(beginning))?.[1];
}

// the job runs on Linux; the scripts are of bash and the GNU tools
describe.skipIf(process.platform !== "linux").concurrent("the weekly job", { timeout: 120_000 }, () => {
  test("opens a pull request with facts, types, changeset, and what is to be written", async (context) => {
    const job = await rehearse(context, `${OFFICIAL}${COLOUR}`);
    const files = await job.proposed();
    expect(fileOf(files, ".changeset/")).toContain(`"@intercom-openapi/types-2.12": minor`);
    expect(fileOf(files, ".changeset/")).toContain("- `tag · colour`: added: string");
    expect(fileOf(files, "packages/types-2.12/index.d.ts")).toContain("colour?: string");
    const digest = createHash("sha256").update(`${OFFICIAL}${COLOUR}`).digest("hex");
    const facts = fileOf(files, "specs/2.12/openapi.yaml");
    expect(facts).toMatch(/        colour:\n          type: string\n$/);
    expect(facts).toContain(
      `commit: aaaaaaa\n    date: "2026-12-01"\n    license: MIT\n    sha256: ${digest}\n`,
    );
    expect(job.body).toMatch(
      /### Write this\n\n {4}\S*specs\/words\/tags\.yaml:\d+ #\/.*\/colour\n.*has no description/,
    );
    expect(job.body).toContain(
      `### What changed in 2.12\n\n    #/components/schemas/tag/properties/colour/type\n      before: nothing\n`,
    );
    expect(`${job.body}${[...files.values()].join()}`).not.toContain(THEIR_WORDS);
  });

  test("asks for a major where something is gone; proposes once, and nothing while somebody works on it", async (context) => {
    const job = await rehearse(context, OFFICIAL.replace(/\n {8}id:\n.*\n.*/, ""));
    expect(fileOf(await job.proposed(), ".changeset/")).toContain(`"@intercom-openapi/client": major`);
    const head = await job.head();
    await job.week();
    expect(await job.head()).toBe(head);
    expect(job.calls.filter((call) => call.startsWith("pr create"))).toHaveLength(1);

    await job.help();
    const helped = await job.head();
    await job.week(`${OFFICIAL}${COLOUR}`);
    expect(await job.head()).toBe(helped);
  });

  test("says nothing where only their words changed", async (context) => {
    const job = await rehearse(context, OFFICIAL.replaceAll("Somebody else's", "Their new"));
    expect(await job.head()).toBe("");
    expect(job.calls.filter((call) => call.startsWith("pr"))).toEqual([]);
  });

  test("says no more than GitHub takes, however much there is", async (context) => {
    const job = await rehearse(context, OFFICIAL);
    for (const version of ["2.13", "2.14", "2.15"]) job.report(`${version}.adopted`, "new\n".repeat(9000));
    await job.week(`${OFFICIAL}${COLOUR}`);
    expect(job.body.length).toBeGreaterThan(60_000);
    expect(job.body.length).toBeLessThan(65_536);
    expect(job.body).toMatch(/^Intercom changed.*\nA fact that is wrong/);
  });

  test("names the corrections that no longer fit, and leaves them out until they do", async (context) => {
    const job = await rehearse(context, OFFICIAL.replace(/^ {8}name:.*\n.*\n.*\n/m, ""));
    const files = await job.proposed();
    expect(fileOf(files, "packages/types-2.12/index.d.ts")).not.toContain("name?: string");
    expect(job.body).toMatch(
      /### Correct this first\n\n {4}\S*specs\/corrections\/10-tags\.yaml:\d+ #\/actions\/2\/target\n/,
    );
  });
});
