import { useCallback, useEffect, useRef, useState } from "react";
import { get, Problem, Unreachable } from "./api/client";
import type { Question, QuestionName, Reply } from "./api/operations";
import { connection } from "./connection";
import { local } from "./local";

interface Kept {
  path: string;
  value: unknown;
  at: number;
}

/** What a page knows about an answer: a value, or why there is none, and how old it is. */
export interface Resource<T> {
  value: T | null;
  problem: Problem | Unreachable | null;
  loading: boolean;
  /** When the shown value was fetched, if the server could not be asked now. */
  keptAt: number | null;
  reload: () => void;
}

/** Answers worth reading without a network; they are cleared at sign-out. */
const keeps = [
  /^\/api\/home/, /^\/api\/papers/, /^\/api\/documents/, /^\/api\/accounts/, /^\/api\/parties/, /^\/api\/score/,
  /^\/api\/forecast/,
];
const fresh = new Map<string, unknown>();
const changed = new EventTarget();

/** Tells every page that shows something under `prefix` to ask again. */
export function invalidate(...prefixes: string[]): void {
  for (const path of fresh.keys()) {
    if (prefixes.some((prefix) => path.startsWith(prefix))) fresh.delete(path);
  }
  changed.dispatchEvent(new CustomEvent("stale", { detail: prefixes }));
}

export async function forgetReplies(): Promise<void> {
  fresh.clear();
  await local.clear("replies");
}

async function fetchKept<N extends QuestionName>(
  path: Question<N>, signal: AbortSignal,
): Promise<{ value: Reply<N>; keptAt: number | null }> {
  const keep = keeps.some((pattern) => pattern.test(path));
  try {
    const value = await get(path, signal);
    fresh.set(path, value);
    if (keep) void local.put("replies", { path, value, at: Date.now() }).catch(() => undefined);
    return { value, keptAt: null };
  } catch (error) {
    if (!(error instanceof Unreachable) || !keep) throw error;
    const kept = await local.get<Kept>("replies", path);
    if (!kept) throw error;
    return { value: kept.value as Reply<N>, keptAt: kept.at };
  }
}

/** Asks the server for `path` (null: nothing to ask yet) and follows its changes. */
export function useResource<N extends QuestionName>(path: Question<N> | null): Resource<Reply<N>> {
  type T = Reply<N>;
  const [state, setState] = useState<Omit<Resource<T>, "reload">>(() => beginning(path));
  const [turn, setTurn] = useState(0);
  const shown = useRef(path);

  useEffect(() => {
    if (shown.current !== path) {
      shown.current = path;
      setState(beginning(path));
    }
    if (path === null) return undefined;
    const cancel = new AbortController();
    fetchKept(path, cancel.signal).then(
      ({ value, keptAt }) => {
        if (!cancel.signal.aborted) setState({ value, keptAt, problem: null, loading: false });
      },
      (error: unknown) => {
        if (cancel.signal.aborted) return;
        if (!(error instanceof Problem) && !(error instanceof Unreachable)) throw error;
        setState((before) => ({ ...before, problem: error, loading: false }));
      },
    );
    return () => cancel.abort();
  }, [path, turn]);

  useEffect(() => {
    const follow = (event: Event) => {
      const prefixes = (event as CustomEvent<string[]>).detail;
      if (path !== null && prefixes.some((prefix) => path.startsWith(prefix))) setTurn((n) => n + 1);
    };
    changed.addEventListener("stale", follow);
    const back = connection.subscribe(() => {
      if (connection.isOnline) setTurn((n) => n + 1);
    });
    return () => {
      changed.removeEventListener("stale", follow);
      back();
    };
  }, [path]);

  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { ...state, reload };
}

function beginning<T>(path: string | null): Omit<Resource<T>, "reload"> {
  const value = path !== null && fresh.has(path) ? (fresh.get(path) as T) : null;
  return { value, problem: null, loading: value === null && path !== null, keptAt: null };
}

interface Page<T> {
  items: T[];
  /** Absent at the end of the list. */
  next?: string;
}

/** The questions that are answered by a list, a page at a time. */
type ListName = {
  [N in QuestionName]: Reply<N> extends Page<unknown> ? N : never
}[QuestionName];
type Item<N extends ListName> = Reply<N> extends Page<infer T> ? T : never;

/** A list that grows by pages: `more` is null when there is nothing further. */
export function usePages<N extends ListName>(
  path: Question<N>,
): Resource<Item<N>[]> & { more: (() => void) | null } {
  type T = Item<N>;
  const first = useResource<N>(path) as unknown as Resource<Page<T>>;
  const [further, setFurther] = useState<{ of: unknown; items: T[]; next: string | null }>();
  const mine = further && further.of === first.value ? further : null;
  const next = mine ? mine.next : first.value?.next ?? null;

  const more = async () => {
    if (next === null) return;
    const joint = path.includes("?") ? "&" : "?";
    const address = `${path}${joint}after=${encodeURIComponent(next)}` as Question<N>;
    const page = (await get(address)) as unknown as Page<T>;
    setFurther({ of: first.value, items: [...(mine?.items ?? []), ...page.items], next: page.next ?? null });
  };

  return {
    ...first,
    value: first.value ? [...first.value.items, ...(mine?.items ?? [])] : null,
    more: next === null ? null : () => { more().catch(first.reload); },
  };
}
