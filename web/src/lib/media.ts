import { useSyncExternalStore } from "react";

/** The last answer of each query on the screen: while printing, the paper's width decides nothing. */
const onScreen = new Map<string, boolean>();

function answer(query: string): boolean {
  const known = onScreen.get(query);
  if (known !== undefined && matchMedia("print").matches) return known;
  const { matches } = matchMedia(query);
  onScreen.set(query, matches);
  return matches;
}

/**
 * Follows a media query: shells differ in structure, not only in style. A page is printed as it
 * stands, with its style for paper; building it anew would print what is not loaded yet.
 */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => answer(query),
  );
}

export const deskQuery = "(min-width: 900px)";
export const splitQuery = "(min-width: 1280px)";
