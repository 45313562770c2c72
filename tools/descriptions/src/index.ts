export { DescriptionError, type Problem } from "./problem.ts";
export { apiVersions, readDescription, type Description } from "./read.ts";
export * from "./openapi.ts";
export { dereference, resolveRef } from "./ref.ts";
export { operationsOf, type OperationEntry } from "./operations.ts";
