export { startLocalIntercom, type LocalIntercom } from "./server.ts";
export type { ExportOptions, LocalIntercomOptions, ResourceName, Seed } from "./options.ts";
export type { RecordedRequest } from "./requests.ts";
export type { Fault, FaultPlan, RequestInfo } from "./faults/fault.ts";
export { everyNth, firstAttempts, inOrder, onlyFor, seeded } from "./faults/plans.ts";
export { ALL_FAULTS } from "./faults/all-faults.ts";
export { routeTo } from "./route-to.ts";
