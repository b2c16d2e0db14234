import { useCallback, useEffect, useRef } from "react";
import { Problem, send } from "./api/client";
import type { Body, Command, CommandName, Reply } from "./api/operations";
import { useAttempt } from "./attempt";
import { newID } from "./id";
import { useWords } from "./language";
import { fieldWords } from "./problem";

type Content<N extends CommandName> = Body<N> extends undefined ? [] : [Body<N>];

/**
 * One command from a form. Sending the same body again uses the same key, so that a second press
 * after a lost answer does nothing twice; a changed body is a new attempt with a new key.
 */
export function useCommand() {
  const words = useWords();
  const { run, problem, busy, clear } = useAttempt();
  const attempt = useRef({ text: "", key: "" });

  const perform = useCallback(async <N extends CommandName>(
    command: Command<N>, ...[body]: Content<N>
  ): Promise<{ value: Reply<N> } | null> => {
    const text = `${command.method} ${command.path} ${JSON.stringify(body)}`;
    if (attempt.current.text !== text) attempt.current = { text, key: newID() };
    return run(async () => {
      const value = await send(command, body as Body<N>, attempt.current.key);
      attempt.current = { text: "", key: "" };
      return value;
    });
  }, [run]);

  const at = useCallback((pointer: string) => fieldWords(problem, pointer, words), [problem, words]);

  useEffect(() => {
    // The eye and the keyboard go to the first field at fault.
    if (problem instanceof Problem) {
      document.querySelector<HTMLElement>("main [aria-invalid=true], dialog [aria-invalid=true]")?.focus();
    }
  }, [problem]);
  return { perform, problem, busy, at, clear };
}
