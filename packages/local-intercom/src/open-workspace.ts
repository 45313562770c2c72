import { versionApis } from "./description/descriptions.ts";
import type { Settings } from "./options.ts";
import { fill } from "./resources/index.ts";
import { fillFromSeed } from "./store/fill-from-seed.ts";
import { restore } from "./store/saved.ts";
import { Workspace } from "./store/workspace.ts";

/** A workspace as the settings have it at the start. */
export function openWorkspace(settings: Settings): Workspace {
  const workspace = new Workspace(settings, [...versionApis().values()].toReversed());
  fill(workspace);
  if (settings.saved) restore(workspace, settings.saved);
  fillFromSeed(workspace, settings.seed);
  return workspace;
}
