import type { Group } from "../row.ts";
import { measureBytes } from "./bytes.ts";
import { measureCalls } from "./calls.ts";
import { measureCodegen } from "./codegen.ts";
import { measureEditor } from "./editor.ts";
import { measureInstall } from "./install.ts";
import { measureLoopback } from "./loopback.ts";
import type { Measure } from "./measure.ts";
import { measureStartup } from "./startup.ts";
import { measureTypes } from "./types.ts";

export const MEASURES: Record<Group, Measure> = {
  bytes: measureBytes,
  install: measureInstall,
  types: measureTypes,
  startup: measureStartup,
  calls: measureCalls,
  loopback: measureLoopback,
  editor: measureEditor,
  codegen: measureCodegen,
};
