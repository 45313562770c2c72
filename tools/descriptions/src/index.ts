export { branchesOf } from "./branches.ts";
export { DescriptionError, type Problem } from "./problem.ts";
export { apiVersions, readAllDescriptions, readDescription, type Description } from "./read.ts";
export * from "./openapi.ts";
export { dereference, nodeAt, refKeys } from "./ref.ts";
export { operationsOf, type OperationEntry } from "./operations.ts";
export { examplesOf, type Example } from "./examples.ts";
export { PAGINATION_STYLES, type Pagination } from "./pagination.ts";
export { childSchemas, isSuccess, operationName, successAnswers } from "./document.ts";
