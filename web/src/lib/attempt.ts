import { useCallback, useState } from "react";
import { isFailure } from "./api/client";
import type { Failure } from "./api/client";

/** Something sent from a form: whether it is under way, and how the last try failed. */
export function useAttempt() {
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  /** What the work gives; null when the server refused or could not be reached. */
  const run = useCallback(async <Value>(work: () => Promise<Value>): Promise<{ value: Value } | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return { value: await work() };
    } catch (error) {
      if (!isFailure(error)) throw error;
      setProblem(error);
      return null;
    } finally {
      setBusy(false);
    }
  }, []);
  return { run, problem, busy, clear: useCallback(() => setProblem(null), []) };
}
