/** What `x-pagination` states of a list operation. */
export interface Pagination {
  /**
   * - `cursor-query`, `cursor-body`: pass the cursor back in the query or in the body's `pagination`
   * - `page`: ask for the next page number
   * - `link`: follow the URL
   * - `scroll`: pass the scroll's token back
   * - `none`: one answer holds everything
   */
  style: (typeof PAGINATION_STYLES)[number];
  /** Where the items are in an answer, such as `data` or `data.articles`. */
  items: string;
  /** Where the cursor, the link or the token of the next page is in an answer. */
  cursor?: string;
  defaultPerPage?: number;
  maxPerPage?: number;
}

export const PAGINATION_STYLES = ["cursor-query", "cursor-body", "page", "link", "scroll", "none"] as const;
