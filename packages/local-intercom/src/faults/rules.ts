import { isJson, type Json } from "../json.ts";
import { ALL_FAULTS } from "./all-faults.ts";
import { checkFault } from "./check-fault.ts";
import type { Fault, FaultPlan } from "./fault.ts";
import { everyNth, firstAttempts, inOrder, onlyFor, seeded } from "./plans.ts";

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
  if (attempts !== undefined) return firstAttempts(number("firstAttempts", attempts, 1), first);
  if (nth !== undefined) return everyNth(number("everyNth", nth, 1), ...faults);
  if (rate === undefined) return inOrder(...faults);
  return seeded(number("seed", seed, -Infinity), number("rate", rate, 0, 1), ...faults);
}

function number(name: string, value: unknown, least: number, most = Infinity): number {
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
