/** The command line cannot be right; its message is shown above the usage. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
