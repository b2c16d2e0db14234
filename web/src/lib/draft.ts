import { useCallback, useEffect, useState } from "react";

const prefix = "draft:";

/**
 * A form's values, written to the device with every key, so that a reload, a step back or an empty
 * battery loses nothing. `forget` is called when the server has accepted them.
 */
export function useDraft<T>(name: string, initial: T): {
  value: T; change: (next: T) => void; forget: () => void; restored: boolean;
} {
  const [state, setState] = useState(() => read<T>(name) ?? { value: initial, restored: false });

  const change = useCallback((value: T) => {
    localStorage.setItem(prefix + name, JSON.stringify(value));
    setState((before) => ({ value, restored: before.restored }));
  }, [name]);

  const forget = useCallback(() => {
    localStorage.removeItem(prefix + name);
    setState({ value: initial, restored: false });
  }, [name, initial]);

  return { value: state.value, change, forget, restored: state.restored };
}

export function forgetDraft(name: string): void {
  localStorage.removeItem(prefix + name);
}

export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix)) localStorage.removeItem(key);
  }
}

function read<T>(name: string): { value: T; restored: boolean } | null {
  const text = localStorage.getItem(prefix + name);
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
