import { useMemo, useSyncExternalStore } from "react";
import type { AnchorHTMLAttributes, MouseEvent } from "react";

/** Moves within the page are announced by this event, beside the browser's own `popstate`. */
const moved = "commons-moved";

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(moved, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(moved, listener);
  };
}

export function navigate(to: string, replace = false): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  dispatchEvent(new Event(moved));
  if (!replace) scrollTo(0, 0);
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** The query part of the address as filters, and a way to change one of them in place. */
export function useFilters(): [URLSearchParams, (name: string, value: string) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const filters = useMemo(() => new URLSearchParams(search), [search]);
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(location.search);
    if (value === "") next.delete(name);
    else next.set(name, value);
    const text = next.toString();
    navigate(text === "" ? location.pathname : `${location.pathname}?${text}`, true);
  };
  return [filters, change];
}

/** `/documents/:id` against `/documents/42` gives `{id: "42"}`; null when it does not fit. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.replace(/\/+$/, "").split("/");
  if (path !== "/" && wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(":")) values[part.slice(1)] = decodeURIComponent(given[index] ?? "");
    else if (part !== (given[index] ?? "")) return null;
  }
  return values;
}

export function Link(props: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const { href, onClick, ...rest } = props;
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    navigate(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}
