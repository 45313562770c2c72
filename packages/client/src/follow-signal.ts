const followers = new WeakMap<AbortSignal, Set<AbortController>>();

/** Aborts the controller with the signal, until the function that it returns is called. */
export function followSignal(signal: AbortSignal, controller: AbortController): () => void {
  signal.throwIfAborted();
  const all = followers.get(signal) ?? new Set();
  followers.set(signal, all.add(controller));
  // the same function again is no second listener: Node warns of a leak when a signal has more than ten
  signal.addEventListener("abort", abortFollowers);
  return () => {
    all.delete(controller);
    if (!all.size) signal.removeEventListener("abort", abortFollowers);
  };
}

function abortFollowers({ target }: Event): void {
  const signal = target as AbortSignal;
  for (const controller of followers.get(signal) ?? []) controller.abort(signal.reason);
}
