import { IntercomUsageError } from "./errors.js";

/**
 * Puts the parameters into the path. A parameter that is empty, `.` or `..` would make it another endpoint's path,
 * such as the list of all contacts instead of one contact.
 */
export function serializePath(path: string, params: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? "");
    if (/^(\.{0,2}|\[object.*)$/.test(value)) {
      throw new IntercomUsageError(`Parameter \`${name}\` cannot be "${value}"`);
    }
    return encodeURIComponent(value);
  });
}
