import { useCallback, useEffect, useState } from "react";
import { useWords } from "./language";

const prefix = "draft:";

/**
 * A form's values, written to the device with every key, so that a reload, a step back or an empty
 * battery loses nothing. `forget` is called when the server has accepted them. Numbers are kept as
 * they were typed, so a draft belongs to one way of writing them: `12,500` is not read otherwise
 * because its writer changed the language.
 */
export function useDraft<T>(name: string, initial: T): {
  value: T; change: (next: T) => void; forget: () => void; begin: (next: T) => void; restored: boolean;
} {
  const { marks } = useWords();
  const key = prefix + name + (marks.decimal === "." ? "" : ` ${marks.decimal}`);
  const open = () => ({ key, ...(read<T>(key) ?? { value: initial, restored: false }) });
  const [state, setState] = useState(open);
  const current = state.key === key ? state : open();
  if (current !== state) setState(current);

  const change = useCallback((value: T) => {
    localStorage.setItem(key, JSON.stringify(value));
    setState((before) => ({ key, value, restored: before.restored }));
  }, [key]);

  /** Puts other values in place of the kept ones, as if nothing had been typed. */
  const begin = useCallback((value: T) => {
    localStorage.removeItem(key);
    setState({ key, value, restored: false });
  }, [key]);
  const forget = useCallback(() => begin(initial), [begin, initial]);

  return { value: current.value, change, forget, begin, restored: current.restored };
}

export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix)) localStorage.removeItem(key);
  }
}

function read<T>(key: string): { value: T; restored: boolean } | null {
  const text = localStorage.getItem(key);
  if (text === null) return null;
  try {
    return { value: JSON.parse(text) as T, restored: true };
  } catch {
    return null;
  }
}

/** True for a while after `delay` milliseconds without a change: for searching as one types. */
export function useSettled<T>(value: T, delay: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
