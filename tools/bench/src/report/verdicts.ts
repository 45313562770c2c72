import type { GateResult, Verdict } from "../gate.ts";

/** What the gate has to say, line by line; a breach names the count, its ceiling and the ceiling's reason. */
export function verdictLines({ verdicts, missing, idle }: GateResult): string[] {
  return [
    ...verdicts.map(verdictLine),
    ...missing.map((key) => `not yet ${key}: the client does not export what it uses`),
    ...idle.map((key) => `BREACH  ${key} has a ceiling but is not counted: take it out of ceilings.json`),
  ];
}

function verdictLine({ key, count, ceiling, holds }: Verdict): string {
  if (!ceiling) return `BREACH  ${key} is ${count} and has no ceiling: give it one in ceilings.json`;
  if (holds) return `holds   ${key} is ${count}, at most ${ceiling.ceiling}`;
  return `BREACH  ${key} is ${count}, but at most ${ceiling.ceiling} is allowed: ${ceiling.reason}`;
}

export function breached({ verdicts, idle }: GateResult): boolean {
  return idle.length > 0 || verdicts.some(({ holds }) => !holds);
}
