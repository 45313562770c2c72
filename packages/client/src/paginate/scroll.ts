const turns = new WeakMap<object, Promise<unknown>>();

/** Queues for the client's only scroll: gives what to wait for, and what lets the next one in. */
export function queueUp(client: object): [turn: Promise<unknown> | undefined, leave: () => void] {
  const turn = turns.get(client);
  let leave!: () => void;
  // who leaves before it was their turn lets nobody past
  turns.set(
    client,
    new Promise<void>((resolve) => (leave = resolve)).then(() => turn),
  );
  return [turn, leave];
}
