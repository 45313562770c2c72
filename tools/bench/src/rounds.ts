import type { ContenderId, Prepared } from "./contenders.ts";
import type { Samples } from "./row.ts";

/**
 * Measures every contender once per round, each round beginning with another one, so that what slows the machine
 * for a while slows all of them.
 */
export async function inRounds<T>(
  contenders: Prepared[],
  rounds: number,
  measure: (contender: Prepared) => Promise<T>,
): Promise<Map<ContenderId, T[]>> {
  const results = new Map<ContenderId, T[]>(contenders.map(({ id }) => [id, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % contenders.length;
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      results.get(contender.id)?.push(await measure(contender));
    }
  }
  return results;
}

/** One number of each result. */
export function samplesOf<T>(results: Map<ContenderId, T[]>, pick: (result: T) => number): Samples {
  return Object.fromEntries([...results].map(([id, values]) => [id, values.map(pick)]));
}
