export { routeTo, startLocalIntercom, type LocalIntercom } from "./server.ts";
export type {
  ExportOptions,
  LocalIntercomOptions,
  ResourceName,
  Seed,
  WebhookDelivery,
  WebhookOptions,
} from "./options.ts";
export type { Start } from "./instance.ts";
export type { SavedWorkspace } from "./store/saved-workspace.ts";
export type { RecordedRequest } from "./requests.ts";
export { ALL_FAULTS, type Fault } from "./faults/fault.ts";
export type { FaultPlan, FaultRule, RequestInfo } from "./faults/plans.ts";
export { everyNth, firstAttempts, inOrder, onlyFor, seeded } from "./faults/plans.ts";
