/** A body without what is empty: an absent field and an empty one mean the same to the server. */
export function compact(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) =>
    part !== null && part !== undefined && part !== ""));
}
