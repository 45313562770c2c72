type End = (reason: unknown) => void;

const followers = new WeakMap<AbortSignal, Set<End>>();

/** Has `end` told the reason of the signal's abort, until the function that it returns is called. */
export function followSignal(signal: AbortSignal, end: End): () => void {
  signal.throwIfAborted();
  const all = followers.get(signal) ?? new Set();
  followers.set(signal, all.add(end));
  // the same function again is no second listener: Node warns of a leak when a signal has more than ten
  signal.addEventListener("abort", abortFollowers);
  return () => {
    all.delete(end);
    if (!all.size) signal.removeEventListener("abort", abortFollowers);
  };
}

function abortFollowers({ target }: Event): void {
  const signal = target as AbortSignal;
  for (const end of followers.get(signal) ?? []) end(signal.reason);
}
