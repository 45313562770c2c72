export { LanguageServer, TsServer } from "./language-server.ts";
export { json, packageDirectory, readManifest, type Exports, type Manifest } from "./manifest.ts";
export { dependenciesOf, packWorkspace, pinnedPnpm, pnpm, pnpmProgram } from "./pnpm.ts";
export {
  bareEnvironment,
  command,
  finish,
  type Answer,
  type Finished,
  type ProcessOptions,
} from "./process.ts";
export { errorText, writeWhole } from "./files.ts";
export { repository } from "./repository.ts";
export { Scratch } from "./scratch.ts";
export { freePort, listen, untilAnswered } from "./servers.ts";
