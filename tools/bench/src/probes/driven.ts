/** What `run.ts` of every contender exports. */
export interface Driven {
  construct(baseUrl: string): unknown;
  read(client: unknown): Promise<unknown>;
  write(client: unknown): Promise<unknown>;
}

/** The contender that this process was started for. */
export async function loadDriven(): Promise<Driven> {
  const [, , module] = process.argv;
  if (!module) throw new Error("No module given");
  return (await import(module)) as Driven;
}
