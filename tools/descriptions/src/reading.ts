// What reads a description that is one already, and no file: for packages that have it built in.
export { branchesOf } from "./schemas.ts";
export { closed } from "./closed.ts";
export type * from "./openapi.ts";
export { operationsOf, type OperationEntry } from "./operations.ts";
export { dereference, nodeAt, refKeys } from "./ref.ts";
export { Validator } from "./validator.ts";
