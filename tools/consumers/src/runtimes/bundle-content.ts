/** What code that only makes a client and calls it must not carry, where the client has it. */
const SEPARATE = new Set(["paginate", "unwrap", "verifyWebhook", "parseWebhook", "detectRegion"]);

/** A line of the table of lists, which only pagination reads. */
const LIST_TABLE = "GET /admins/activity_logs";

/** @throws {Error} when a bundle lacks what it uses, or carries what it does not. */
export function checkBundle(code: string, exported: string[]): void {
  for (const used of ["createIntercomClient", "https://api.eu.intercom.io", "Intercom-Version"]) {
    if (!code.includes(used)) throw new Error(`${used} is not in the bundle`);
  }
  const strangers = exported.filter((name) => SEPARATE.has(name));
  const found = strangers.filter((name) =>
    new RegExp(`\\b(?:function\\*?|class|const|var|let) ${name}\\b`).test(code),
  );
  if (code.includes(LIST_TABLE)) found.push(`the table of lists (${LIST_TABLE})`);
  if (found.length > 0) throw new Error(`In the bundle, although nothing uses it: ${found.join(", ")}`);
}

/** @throws {Error} when anything of the client is left of an import that nothing uses. */
export function checkUnused(code: string): void {
  const left = [
    "createIntercomClient",
    "IntercomUsageError",
    "api.intercom.io",
    "Intercom-Version",
    "openapi",
  ];
  const found = left.filter((name) => code.includes(name));
  if (!code.includes("nothing but this")) throw new Error("The module's own code is not in the bundle");
  if (found.length > 0) throw new Error(`Left of an import that nothing uses: ${found.join(", ")}`);
}
