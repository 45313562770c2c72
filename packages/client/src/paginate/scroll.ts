import { LONGEST, type Scope, type Timer } from "../limits.js";

/** The scrolls of one client: who stands last, and when a page was asked for last. */
interface Queue {
  last?: Promise<unknown>;
  usedAt: number;
}

const queues = new WeakMap<object, Queue>();

/**
 * Queues for the client's only scroll. A scroll that asks for no page for so long is not waited for any more: it may have
 * been dropped in the middle, or this one may have been begun inside of it, and Intercom forgets it after a minute.
 */
export function queueUp(client: object, idleMs: number) {
  const queue = queues.get(client) ?? { usedAt: 0 };
  queues.set(client, queue);
  const { last } = queue;
  const mine = { isTurn: !last };
  let begin!: () => void;
  let leave!: () => void;
  const turn = new Promise<void>((resolve) => (begin = resolve)).then(() => (mine.isTurn = true));
  last?.then(begin);
  // who leaves before it was their turn lets nobody past
  queue.last = new Promise<void>((resolve) => (leave = resolve)).then(() => mine.isTurn || turn);

  return {
    leave,
    use(): void {
      // a page was asked for, or came
      queue.usedAt = performance.now();
    },
    async wait(scope: Scope): Promise<void> {
      while (!mine.isTurn) {
        const leftMs = queue.usedAt + idleMs - performance.now();
        let timer: Timer;
        const idle = new Promise<void>((resolve) => (timer = setTimeout(resolve, Math.min(leftMs, LONGEST))));
        if (leftMs <= 0) begin();
        await scope.until(Promise.race([turn, idle]), timer);
      }
      // who waits too must not begin at the same moment
      this.use();
    },
  };
}
