import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@intercom-openapi/support";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

interface Job {
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  environment?: string | { name: string };
  needs?: string;
  steps: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: unknown;
  concurrency?: unknown;
  jobs: Record<string, Job>;
}

const folder = join(repository, ".github/workflows");
const names = readdirSync(folder);
const action = join(repository, ".github/actions/setup/action.yml");

/** Who may write, and what. Everybody else reads. */
const WRITERS: Record<string, Record<string, string>> = {
  "pages.yml deploy": { pages: "write", "id-token": "write" },
  "release.yml version": { contents: "write", "pull-requests": "write" },
  "release.yml publish": { contents: "write", "id-token": "write" },
  "specs.yml adopt": { contents: "write", "pull-requests": "write" },
  "specs.yml changeset": { contents: "write" },
};

test("there are the four workflows", () => {
  expect(names.toSorted()).toEqual(["ci.yml", "pages.yml", "release.yml", "specs.yml"]);
});

describe.each(names)("%s", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test("no job has more rights than it needs", () => {
    expect(workflow.permissions).toEqual({});
    for (const [job, { permissions }] of jobs) {
      expect(permissions, job).toEqual(WRITERS[`${name} ${job}`] ?? { contents: "read" });
    }
  });

  test("every job ends, and runs of the same branch do not meet", () => {
    expect(jobs.filter(([, job]) => !job["timeout-minutes"])).toEqual([]);
    expect(workflow.concurrency).toBeDefined();
  });

  test("nothing runs with rights on code of a stranger", () => {
    expect(Object.keys(workflow.on)).not.toEqual(expect.arrayContaining(["pull_request_target"]));
    expect(Object.keys(workflow.on)).not.toEqual(expect.arrayContaining(["workflow_run"]));
  });

  test("no expression is pasted into a script", () => {
    expect(steps.filter(({ run }) => run?.includes("${{"))).toEqual([]);
  });

  test("no credential stays in a checkout, and there is no secret but the run's own token", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const { with: options } of checkouts) expect(options?.["persist-credentials"]).toBe(false);
    expect(text).not.toContain("secrets.");
  });
});

test.each([...names.map((name) => join(folder, name)), action])(
  "actions are pinned by commit: %s",
  (file) => {
    const lines = readFileSync(file, "utf8").match(/^.*\buses:.*$/gm) ?? [];
    const strangers = lines.filter((line) => !line.includes("uses: ./"));
    expect(strangers.length).toBeGreaterThan(0);
    for (const line of strangers) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  },
);

test("one action has one version everywhere", () => {
  const versions = new Map<string, Set<string>>();
  for (const file of [...names.map((name) => join(folder, name)), action]) {
    for (const [, of, commit] of readFileSync(file, "utf8").matchAll(/uses: ([\w-]+\/[\w-]+)@(.+)$/gm)) {
      versions.set(of!, (versions.get(of!) ?? new Set()).add(commit!));
    }
  }
  expect([...versions].filter(([, of]) => of.size > 1)).toEqual([]);
});

test("only what publishes can get an identity, each in an environment of its own", () => {
  const pages = parse(readFileSync(join(folder, "pages.yml"), "utf8")) as Workflow;
  expect(pages.jobs["deploy"]?.environment).toMatchObject({ name: "github-pages" });
  const { jobs } = parse(readFileSync(join(folder, "release.yml"), "utf8")) as Workflow;
  expect(jobs["publish"]?.environment).toBe("npm");
  const others = names.flatMap((name) =>
    Object.entries((parse(readFileSync(join(folder, name), "utf8")) as Workflow).jobs)
      .filter(([, { permissions }]) => permissions?.["id-token"])
      .map(([job]) => `${name} ${job}`),
  );
  expect(others.toSorted()).toEqual(["pages.yml deploy", "release.yml publish"]);
});

test("who publishes installs, builds and tests nothing: it has what was tested, by its checksums", () => {
  const { jobs } = parse(readFileSync(join(folder, "release.yml"), "utf8")) as Workflow;
  const { needs, steps } = jobs["publish"]!;
  expect(steps.flatMap(({ run }) => run ?? [])).toEqual([]);
  expect(steps.map(({ uses }) => uses?.split("@")[0])).toEqual([
    "actions/checkout",
    "actions/setup-node",
    "actions/download-artifact",
    "changesets/action",
  ]);
  expect(needs).toBe("test");
  expect(steps.at(-1)?.with?.["publish"]).toBe(".github/scripts/publish.sh ${{ runner.temp }}/tarballs");
  expect(steps.at(-1)?.env?.["SUMS"]).toBe("${{ needs.test.outputs.sums }}");

  const tested = jobs["test"]!.steps.map(({ run, uses }) => run?.split("\n")[0] ?? uses?.split("@")[0]);
  expect(tested.slice(-4)).toEqual([
    "pnpm test",
    'sums=$(.github/scripts/pack.sh "$RUNNER_TEMP/tarballs")',
    "pnpm --filter @intercom-openapi/consumers test",
    "actions/upload-artifact",
  ]);
});
