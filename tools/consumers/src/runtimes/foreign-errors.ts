const ERROR = /^(\S.*?)\(\d+,\d+\): error TS\d+/;
const PACKAGE = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//g;

/**
 * The packages of others in whose own declarations a compiler found errors. Nobody can mend those here.
 *
 * @throws what was given, when an error is elsewhere: in a fixture, or in our declarations.
 */
export function foreignErrors(failure: unknown): Set<string> {
  if (!(failure instanceof Error)) throw failure;
  const files = failure.message.split("\n").flatMap((line) => ERROR.exec(line)?.[1] ?? []);
  const owners = files.map((file) => [...file.replaceAll("\\", "/").matchAll(PACKAGE)].at(-1)?.[1]);
  const foreign = owners.filter((name) => name !== undefined && !name.startsWith("@intercom-openapi/"));
  if (files.length === 0 || foreign.length < files.length) throw failure;
  return new Set(foreign as string[]);
}
