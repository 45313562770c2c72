/** An answer that its description does not allow: a mistake of this server. */
export class UnfitAnswer extends Error {}

/** What went wrong in this server, or in what listens to it, for `close()` to tell of. */
export class Mistakes {
  readonly all: Error[] = [];

  note(error: unknown): Error {
    const mistake = error instanceof Error ? error : new Error(String(error));
    if (!(mistake instanceof UnfitAnswer)) console.error(mistake);
    this.all.push(mistake);
    return mistake;
  }

  /** Calls somebody who listens: what they throw or reject with stops nothing. */
  tell<T>(listener: ((value: T) => unknown) | undefined, value: T): void {
    if (!listener) return;
    const told = async () => void (await listener(value));
    told().catch((error: unknown) => this.note(error));
  }
}
