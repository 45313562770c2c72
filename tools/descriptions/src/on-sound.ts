import type { Description } from "./read.ts";

/**
 * What some work on descriptions gives. Validation is loaded where it falls over: it takes longer than the work.
 *
 * @throws {DescriptionError} when it falls over a description that is not sound
 */
export async function onSound<T>(descriptions: Description[], work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await validateAll(descriptions);
    throw error;
  }
}

/** @throws {DescriptionError} when one is no OpenAPI document */
export async function validateAll(descriptions: Description[]): Promise<void> {
  const { validate } = await import("./lint.ts");
  for (const description of descriptions) await validate(description);
}
