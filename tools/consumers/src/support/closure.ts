/** What npm writes into `node_modules/.package-lock.json`: by folder, what each package needs. */
export type InstalledPackages = Record<string, { dependencies?: Record<string, string> }>;

/** The folders of installed packages and of everything that they need, found as Node finds it: the nearest one. */
export function closureOf(installed: InstalledPackages, names: string[]): string[] {
  const folders = new Set<string>();
  const add = (name: string, from: string): void => {
    const folder = nearest(installed, name, from);
    // what is optional need not be there
    if (!folder || folders.has(folder)) return;
    folders.add(folder);
    for (const dependency of Object.keys(installed[folder]?.dependencies ?? {})) add(dependency, folder);
  };
  for (const name of names) add(name, "");
  return [...folders];
}

function nearest(installed: InstalledPackages, name: string, from: string): string | undefined {
  const folder = [from, `node_modules/${name}`].filter(Boolean).join("/");
  if (folder in installed) return folder;
  if (from === "") return undefined;
  return nearest(installed, name, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))));
}
