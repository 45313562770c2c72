import type { Json } from "../json.ts";

/** An item's place in its list; neither ever changes. */
export interface Mark {
  /** Unix seconds. */
  readonly createdAt: number;
  /** Tells apart what is of the same second. */
  readonly id: string;
}

/** Something the workspace holds. */
export interface Item extends Mark {
  /**
   * Everything that any version shows of it, without what is computed from elsewhere; what is not known is left out.
   * Replaced, never written into.
   */
  body: Json;
}

export interface Contact extends Item {
  archived: boolean;
  /** When searches begin to find it, in milliseconds. */
  searchableFrom: number;
}

/** A conversation or a ticket. */
export interface Thread extends Item {
  parts: Json[];
}

/** When and by whom a tag was put on. */
export interface Applied {
  applied_at: number;
  applied_by: { type: string; id: string };
}

/** How often something happened, and when first and last, in Unix seconds. */
export interface EventTotal {
  count: number;
  first: number;
  last: number;
}
