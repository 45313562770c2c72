export { startLocalIntercom, type LocalIntercom, type LocalIntercomOptions } from "./server.ts";
export { routeTo } from "./route-to.ts";
export { exampleOrSample } from "./example.ts";
