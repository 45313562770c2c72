/** Something that a check needs is not on this machine. The check did not run, which is neither success nor failure. */
export class Missing extends Error {
  override readonly name = "Missing";
}
