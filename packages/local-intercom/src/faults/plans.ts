import type { Fault, FaultPlan, RequestInfo } from "./fault.ts";

/** Strikes the first `count` attempts of every request, so that the next one gets through. */
export function firstAttempts(count: number, fault: Fault): FaultPlan {
  return ({ attempt }) => (attempt <= count ? fault : undefined);
}

/** Strikes every `n`th request; of several faults, each in its turn. */
export function everyNth(n: number, ...faults: readonly Fault[]): FaultPlan {
  return ({ index }) => (index % n === 0 ? faults[(index / n - 1) % faults.length] : undefined);
}

/** Goes through a list, an entry a request; undefined and what comes after the list let it through. */
export function inOrder(...faults: readonly (Fault | undefined)[]): FaultPlan {
  return ({ index }) => faults[index - 1];
}

/** Strikes about `rate` (0 to 1) of the requests, by a seed: the same ones on every run. */
export function seeded(seed: number, rate: number, ...faults: readonly Fault[]): FaultPlan {
  return ({ index }) =>
    random(seed, index, 1) < rate ? faults[Math.floor(random(seed, index, 2) * faults.length)] : undefined;
}

/** Follows a plan only where the request matches: by operationId, or by what a function says. */
export function onlyFor(match: string | ((info: RequestInfo) => boolean), plan: FaultPlan): FaultPlan {
  const matches = typeof match === "string" ? ({ operationId }: RequestInfo) => operationId === match : match;
  let index = 0;
  // the plan counts only what concerns it
  return (info) => (matches(info) ? plan({ ...info, index: (index += 1) }) : undefined);
}

/** From 0 to 1, the same for the same numbers (a mulberry32 step). */
function random(...numbers: readonly number[]): number {
  let state = numbers.reduce((sum, number) => Math.imul(sum ^ number, 0x9e37_79b1) + 0x6d2b_79f5, 0);
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}
