/** One thing that is checked, by a name such as `Node 22 · import`. */
export interface Check {
  name: string;
  /** Returns what was seen, such as a version. */
  run(): Promise<string>;
}

/** Something that a check needs is not on this machine. The check did not run, which is neither success nor failure. */
export class Missing extends Error {
  override readonly name = "Missing";
}

interface Outcome {
  name: string;
  result: "ran" | "failed" | "missing";
  detail: string;
  seconds: number;
}

/** Runs checks one after the other and keeps a list of what ran, what failed and what was not found. */
export class Report {
  readonly #outcomes: Outcome[] = [];

  async run(checks: Check[]): Promise<void> {
    for (const { name, run } of checks) {
      const started = performance.now();
      const outcome = await run().then(
        (detail) => ({ result: "ran" as const, detail }),
        (error: unknown) => ({
          result: error instanceof Missing ? ("missing" as const) : ("failed" as const),
          detail: error instanceof Error ? error.message : String(error),
        }),
      );
      const line = { name, ...outcome, seconds: (performance.now() - started) / 1000 };
      this.#outcomes.push(line);
      console.log(format(line));
    }
  }

  /** How many ran, and by name those that did not. */
  summary(): string {
    const names = (result: Outcome["result"]) =>
      this.#outcomes.filter((outcome) => outcome.result === result).map(({ name }) => name);
    const lines = [`${names("ran").length} of ${this.#outcomes.length} ran`];
    if (names("missing").length > 0) lines.push(`not run, not found: ${names("missing").join(", ")}`);
    if (names("failed").length > 0) lines.push(`failed: ${names("failed").join(", ")}`);
    return lines.join("\n");
  }

  /** 0 when everything ran; what could not be found counts only where everything has to be there. */
  exitCode(everything: boolean): number {
    const ran = this.#outcomes.filter(({ result }) => result === "ran");
    const failed = this.#outcomes.some(({ result }) => result === "failed");
    return failed || ran.length === 0 || (everything && ran.length < this.#outcomes.length) ? 1 : 0;
  }
}

function format({ name, result, detail, seconds }: Outcome): string {
  const mark = { ran: "ok     ", failed: "FAILED ", missing: "NOT RUN" }[result];
  const [first = "", ...rest] = detail.split("\n");
  const more = result === "failed" ? rest.map((line) => `\n         ${line}`).join("") : "";
  return `${mark}  ${name.padEnd(46)} ${seconds.toFixed(1).padStart(5)} s  ${first}${more}`;
}
