import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import { useWords } from "../lib/language";
import { Icon } from "./Icon";

/** A short question about the page behind it; whatever deserves a page gets a page. */
export function Dialog({ title, onClose, children }: {
  title: string; onClose: () => void; children: ReactNode;
}) {
  const { t } = useWords();
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    // The browser would begin at the button that closes; a question begins at its first field.
    dialog.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, []);
  return (
    <dialog ref={element} className="dialog" aria-labelledby={id} onClose={onClose}>
      <div className="mb-4 flex items-start justify-between gap-4">
        <h2 id={id}>{title}</h2>
        <button
          type="button" className="button button-quiet -m-2 min-w-11 p-2"
          aria-label={t("action.close")} onClick={() => element.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
