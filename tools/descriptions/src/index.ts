export { branchesOf, childSchemas } from "./schemas.ts";
export { DescriptionError, type Problem } from "./problem.ts";
export { apiVersions, readAllDescriptions, readDescription, type Description } from "./read.ts";
export * from "./openapi.ts";
export { dereference, nodeAt, refKeys } from "./ref.ts";
export { onSound, validateAll } from "./on-sound.ts";
export {
  answersOf,
  isSuccess,
  operationName,
  operationsOf,
  successAnswers,
  successSchemas,
  type OperationEntry,
} from "./operations.ts";
export { examplesOf, type Example } from "./examples.ts";
export { type SearchTable, type SearchTableField } from "./search-table.ts";
export { PAGINATION_STYLES, type Pagination } from "./pagination.ts";
export { typesPackage } from "./versions.ts";
