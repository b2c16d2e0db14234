/** One of the choices that a word from outside may name, or none. */
export function choiceOf<T extends string>(choices: readonly T[], word: string | null): T | undefined {
  return choices.find((choice) => choice === word);
}

type Filled<T> = { [K in keyof T]: Exclude<T[K], "" | null | undefined> };

/**
 * A body without what is empty: an absent field and an empty one mean the same to the server, which
 * answers for a missing one that it needs with a pointer to it.
 */
export function compact<T extends object>(value: T): Filled<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) =>
    part !== null && part !== undefined && part !== "")) as Filled<T>;
}
