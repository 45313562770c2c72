/** What each attempt makes its request of. */
export interface Draft {
  readonly input: string | Request;
  readonly init: RequestInit & { readonly headers: Headers };
}

/**
 * Called by openapi-fetch with `new`, in the place of `Request`, where nobody else gets to see the request: making
 * one that is only made again for each attempt costs more than all the rest of a call.
 */
export function Draft(input: Draft["input"], init: Draft["init"]): Draft {
  return { input, init };
}
