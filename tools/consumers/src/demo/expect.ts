/** Prints a line. */
export type Say = (line: string) => void;

/** @throws {Error} that says what is not so */
export function expectThat(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`Not as it should be: ${sentence}`);
}

/** What a line shows of an answer. @throws {Error} for what is missing: nothing prints `undefined` */
export function shown(value: string | number | null | undefined, what: string): string {
  expectThat(value !== undefined && value !== null && value !== "", `the answer has no ${what}`);
  return typeof value === "number" ? value.toLocaleString("en-US") : value;
}
