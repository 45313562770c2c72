import { versionApis } from "./description/descriptions.ts";
import { callable } from "./checks.ts";
import { Exchange } from "./exchange.ts";
import type { FaultPlan } from "./faults/plans.ts";
import { Mistakes } from "./mistakes.ts";
import {
  checkOptions,
  checkSeed,
  settingsOf,
  type LocalIntercomOptions,
  type Seed,
  type Settings,
} from "./options.ts";
import { RateLimit } from "./rate-limit.ts";
import { Responder } from "./responder.ts";
import { fill } from "./resources/index.ts";
import { fillFromSeed } from "./resources/seed.ts";
import type { SavedWorkspace } from "./store/saved-workspace.ts";
import { Workspace } from "./store/workspace.ts";
import { Webhooks } from "./webhooks/webhooks.ts";

/** What a reset starts with. */
export type Start = Pick<LocalIntercomOptions, "seed" | "state">;

/** One local Intercom without its wire: what it holds at the moment, and what can be done with it as a whole. */
export class Instance {
  readonly settings: Settings;
  readonly mistakes = new Mistakes();
  readonly exchange: Exchange;
  readonly webhooks: Webhooks;
  workspace: Workspace;
  private readonly rateLimit: RateLimit;

  constructor(private readonly options: LocalIntercomOptions) {
    this.settings = checkedSettings(options);
    const apis = versionApis();
    this.webhooks = new Webhooks(apis, this.mistakes, this.settings);
    this.workspace = openWorkspace(this.settings);
    this.rateLimit = new RateLimit(this.settings);
    const responder = new Responder(apis, this, this.rateLimit, this.settings);
    this.exchange = new Exchange(responder, this, this.webhooks, this.mistakes, this.settings);
    this.webhooks.follow(this.workspace);
  }

  /** Back to what it was at the start, or to another start: what it holds, its faults, its limits, its lists. */
  reset(start: Start = {}): void {
    const { seed, state } = start;
    const isOther = seed !== undefined || state !== undefined;
    const { seed: _, state: __, ...others } = this.options;
    this.workspace = openWorkspace(isOther ? checkedSettings({ ...others, ...start }) : this.settings);
    this.webhooks.reset();
    this.webhooks.follow(this.workspace);
    this.rateLimit.reset();
    this.exchange.reset();
  }

  /** Puts in more. Nobody is told. */
  seed(seed: Seed): void {
    checkSeed(seed);
    fillFromSeed(this.workspace, seed);
    this.workspace.forget();
    this.webhooks.flush(this.workspace, "seed", { isQuiet: true });
  }

  setFaults(plan: FaultPlan | undefined): void {
    if (plan !== undefined) callable("faults", plan);
    this.exchange.follow(plan);
  }

  save(): SavedWorkspace {
    return this.workspace.save();
  }
}

/** @throws {RangeError} when an option has a value that it cannot have */
function checkedSettings(options: LocalIntercomOptions): Settings {
  checkOptions(options);
  return settingsOf(options);
}

/** A workspace as the settings have it at the start. */
function openWorkspace(settings: Settings): Workspace {
  const workspace = new Workspace(settings, [...versionApis().values()].toReversed());
  fill(workspace);
  if (settings.saved) workspace.restore(settings.saved);
  fillFromSeed(workspace, settings.seed);
  return workspace;
}
