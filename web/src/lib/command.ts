import { useCallback, useRef, useState } from "react";
import { isFailure, Problem, send } from "./api/client";
import type { Failure } from "./api/client";
import { newID } from "./id";

/**
 * One command from a form. Sending the same body again uses the same key, so that a second press
 * after a lost answer does nothing twice; a changed body is a new attempt with a new key.
 */
export function useCommand<T>() {
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = useRef({ text: "", key: "" });

  const perform = useCallback(async (
    method: "POST" | "PUT" | "DELETE", path: string, body?: unknown,
  ): Promise<{ value: T } | null> => {
    const text = `${method} ${path} ${JSON.stringify(body)}`;
    if (attempt.current.text !== text) attempt.current = { text, key: newID() };
    setBusy(true);
    setProblem(null);
    try {
      const value = await send<T>(method, path, body, attempt.current.key);
      attempt.current = { text: "", key: "" };
      return { value };
    } catch (error) {
      if (!isFailure(error)) throw error;
      setProblem(error);
      return null;
    } finally {
      setBusy(false);
    }
  }, []);

  const at = useCallback(
    (pointer: string) => (problem instanceof Problem ? problem.at(pointer) : undefined),
    [problem],
  );
  return { perform, problem, busy, at, clear: () => setProblem(null) };
}
