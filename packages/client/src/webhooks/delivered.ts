/**
 * An object as webhooks deliver it. It is the object of the API, but
 *
 * - times are Unix seconds in some places and ISO 8601 text in others, even within one object
 * - what is required in an answer of the API can be missing, except `type` and `id`
 */
export type Delivered<T> = T extends unknown
  ? { [K in keyof T]?: Loose<K, T[K]> } & Pick<T, Extract<keyof T, "type" | "id">>
  : never;

type Loose<K, Value> = K extends `${string}_${"at" | "since" | "until"}` ? Value | string : Inner<Value>;

// texts first: `string & {}`, which keeps an enum open, counts as an object
type Inner<Value> = Value extends string
  ? Value
  : Value extends readonly (infer Element)[]
    ? Inner<Element>[]
    : Value extends object
      ? { [K in keyof Value]: Loose<K, Value[K]> }
      : Value;
