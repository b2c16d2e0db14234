import { useSyncExternalStore } from "react";

/** Follows a media query: shells differ in structure, not only in style. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}

export const deskQuery = "(min-width: 900px)";
export const splitQuery = "(min-width: 1280px)";
