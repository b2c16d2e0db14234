import { useEffect, useState } from "react";
import { Dialog } from "../components/Dialog";
import { useWords } from "../lib/language";
import type { MessageKey } from "../lib/language";

const keys: { key: string; does: MessageKey }[] = [
  { key: "/", does: "shortcut.search" },
  { key: "j", does: "shortcut.next" },
  { key: "k", does: "shortcut.previous" },
  { key: "Enter", does: "shortcut.open" },
  { key: "e", does: "shortcut.edit" },
  { key: "?", does: "shortcut.help" },
];

/** Keys for those who work all day here. They never fire while somebody types. */
export function Shortcuts() {
  const { t } = useWords();
  const [helping, setHelping] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const action = actions[event.key];
      if (event.key === "?") setHelping(true);
      else if (!action || !action()) return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  if (!helping) return null;
  return (
    <Dialog title={t("shortcut.title")} onClose={() => setHelping(false)}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        {keys.map(({ key, does }) => (
          <div key={key} className="contents">
            <dt><kbd className="rounded-control border border-edge px-2 py-0.5">{key}</kbd></dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

const actions: Record<string, () => boolean> = {
  "/": () => focusOn("[data-search]"),
  j: () => step(1),
  k: () => step(-1),
  e: () => {
    const edit = document.querySelector<HTMLElement>("[data-edit]");
    edit?.click();
    return edit !== null;
  },
};

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.closest("input, textarea, select, dialog") !== null || target.isContentEditable);
}

function focusOn(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  return element !== null;
}

function step(by: 1 | -1): boolean {
  const rows = Array.from(document.querySelectorAll<HTMLElement>("[data-row]"));
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next].focus();
  rows[next].scrollIntoView({ block: "nearest" });
  return true;
}
