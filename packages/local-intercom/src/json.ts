/** An object of the wire. */
export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a text says as JSON; undefined where it is none. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A string, or a number written as one; the API takes many ids either way. */
export function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The object at a key; an empty one where there is none. */
export function objectAt(value: Json, key: string): Json {
  const found = value[key];
  return isJson(found) ? found : {};
}

/** The objects listed at a key; none where there is no list. */
export function objectsAt(value: Json, key: string): Json[] {
  const found = value[key];
  return Array.isArray(found) ? found.filter(isJson) : [];
}

/** An object with some of its properties, as far as it has them. */
export function only(value: Json, properties: readonly string[]): Json {
  return Object.fromEntries(
    properties.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]] as const])),
  );
}

/** A text without its tags. */
export function plain(html: string): string {
  return html.replaceAll(/<[^<>]*>/g, " ").trim();
}
