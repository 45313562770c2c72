import { isJson, type Json } from "../json.ts";
import { ALL_FAULTS, checkFault, type Fault } from "./fault.ts";

/** What a plan decides by. */
export interface RequestInfo {
  /** Counts the requests of this server, from 1. */
  index: number;
  /** Counts the requests with this method, URL and body, from 1. */
  attempt: number;
  method: string;
  /** Path and query. */
  url: string;
  /** Undefined where no operation was found. */
  operationId: string | undefined;
  /** Whether the operation changes something. */
  writes: boolean;
}

/** Decides what goes wrong with a request; undefined lets it through. */
export type FaultPlan = (info: RequestInfo) => Fault | undefined;

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

/** A plan of faults as JSON: for whoever is in another process. The first rule that has a fault for a request strikes. */
export interface FaultRule {
  /** Faults, or names of `ALL_FAULTS`; without one of the next three, each strikes once, in this order. */
  faults: readonly (Fault | keyof typeof ALL_FAULTS)[];
  /** Strikes the first so many attempts of every request, with the first fault. */
  firstAttempts?: number;
  /** Strikes every so many requests. */
  everyNth?: number;
  /** Strikes about this part of the requests, from 0 to 1. */
  rate?: number;
  /** Which requests `rate` chooses. @default 1 */
  seed?: number;
  /** Only this operation. */
  operationId?: string;
}

/**
 * @param given a rule or several; null or none at all for no faults
 * @throws {RangeError} that says what is wrong with them
 */
export function planOf(given: unknown, operationIds: ReadonlySet<string>): FaultPlan | undefined {
  const rules = given === null || given === undefined ? [] : [given].flat();
  const plans = rules.map((rule) => planOfRule(rule, operationIds));
  if (plans.length === 0) return undefined;
  return (info) => {
    // every plan counts every request, whichever strikes
    const struck = plans.map((plan) => plan(info));
    return struck.find((fault) => fault !== undefined);
  };
}

const HOW = ["firstAttempts", "everyNth", "rate"] as const;
const KNOWN = new Set(["faults", ...HOW, "seed", "operationId"]);

function planOfRule(rule: unknown, operationIds: ReadonlySet<string>): FaultPlan {
  if (!isJson(rule)) throw new RangeError("A rule is an object with `faults`");
  const unknown = Object.keys(rule).find((key) => !KNOWN.has(key));
  if (unknown !== undefined) throw new RangeError(`A rule has no ${JSON.stringify(unknown)}`);
  const given = Array.isArray(rule["faults"]) ? rule["faults"] : [];
  const faults = given.map(faultOf);
  const [first] = faults;
  if (!first) throw new RangeError("`faults` takes a list of faults, or of names of them");
  const hows = HOW.filter((key) => rule[key] !== undefined);
  if (hows.length > 1) throw new RangeError(`A rule takes one of ${HOW.join(", ")}`);
  const plan = planBy(rule, faults, first);
  const { operationId } = rule;
  if (operationId === undefined) return plan;
  if (typeof operationId !== "string" || !operationIds.has(operationId)) {
    throw new RangeError(`There is no operation ${JSON.stringify(operationId)}`);
  }
  return onlyFor(operationId, plan);
}

function planBy(rule: Json, faults: readonly Fault[], first: Fault): FaultPlan {
  const { firstAttempts: attempts, everyNth: nth, rate, seed = 1 } = rule;
  if (attempts !== undefined) return firstAttempts(numberFrom("firstAttempts", attempts, 1), first);
  if (nth !== undefined) return everyNth(numberFrom("everyNth", nth, 1), ...faults);
  if (rate === undefined) return inOrder(...faults);
  return seeded(numberFrom("seed", seed, -Infinity), numberFrom("rate", rate, 0, 1), ...faults);
}

function numberFrom(name: string, value: unknown, least: number, most = Infinity): number {
  if (typeof value === "number" && value >= least && value <= most) return value;
  const range = least === -Infinity ? "" : most === Infinity ? ` from ${least}` : ` from ${least} to ${most}`;
  throw new RangeError(`\`${name}\` takes a number${range}, not ${JSON.stringify(value)}`);
}

function faultOf(given: unknown): Fault {
  if (typeof given === "string") {
    const known = Object.entries<Fault>(ALL_FAULTS).find(([name]) => name === given);
    if (known) return known[1];
    const names = Object.keys(ALL_FAULTS).join(", ");
    throw new RangeError(`${JSON.stringify(given)} is no fault; by name there are ${names}`);
  }
  checkFault(given);
  return given;
}
