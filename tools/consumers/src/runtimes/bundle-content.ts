/** A line of the table of lists, which only pagination reads. */
const LIST_TABLE = "GET /admins/activity_logs";

/**
 * @param exported what the client exports at run time
 * @throws {Error} when a bundle that only makes a client and calls it lacks what it uses, or carries what it does not.
 */
export function checkBundle(code: string, exported: Record<string, unknown>): void {
  for (const used of ["createIntercomClient", "https://api.eu.intercom.io", "intercom-version"]) {
    if (!code.includes(used)) throw new Error(`${used} is not in the bundle`);
  }
  const found = Object.keys(exported)
    .filter((name) => name !== "createIntercomClient" && !isErrorOrGuard(name))
    .filter((name) => new RegExp(`\\b(?:function\\*?|const|var|let) ${name}\\b`).test(code));
  if (code.includes(LIST_TABLE)) found.push(`the table of lists (${LIST_TABLE})`);
  if (found.length > 0) throw new Error(`In the bundle, although nothing uses it: ${found.join(", ")}`);
}

/** The client itself throws errors and asks for them; everything else stands alone. */
function isErrorOrGuard(name: string): boolean {
  return /^(Intercom\w*|isIntercom\w*Error)$/.test(name);
}

/** @throws {Error} when anything of the client is left of an import that nothing uses. */
export function checkUnused(code: string): void {
  const left = [
    "createIntercomClient",
    "IntercomUsageError",
    "api.intercom.io",
    "intercom-version",
    // openapi-fetch's own: the names of folders, which bundlers write into comments, have "openapi" in them
    "createFinalURL",
  ];
  const found = left.filter((name) => code.includes(name));
  if (!code.includes("nothing but this")) throw new Error("The module's own code is not in the bundle");
  if (found.length > 0) throw new Error(`Left of an import that nothing uses: ${found.join(", ")}`);
}
