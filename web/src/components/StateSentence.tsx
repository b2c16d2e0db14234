import { daysBetween, today } from "../lib/day";
import { decimal, minorUnits } from "../lib/money";
import type { DocumentRow } from "../lib/api/documents";
import { useWords } from "../lib/language";
import { Icon } from "./Icon";
import type { IconName } from "./Icon";
import { useMoney } from "./Money";

interface Look { icon: IconName; className: string }

const settled: Look = { icon: "sure", className: "text-good" };
const running: Look = { icon: "clock", className: "text-soft" };
const late: Look = { icon: "warn", className: "text-bad" };
const ended: Look = { icon: "missing", className: "text-soft" };

/** Where a document stands, as a sentence: how much is paid, how long is left. */
export function StateSentence({ of: document, short = false }: { of: DocumentRow; short?: boolean }) {
  const { t } = useWords();
  const money = useMoney();
  const { currency } = document.total;
  const total = minorUnits(document.total.amount, currency) ?? 0n;
  const open = minorUnits(document.open.amount, currency) ?? 0n;
  const days = document.due_day ? daysBetween(today(), document.due_day) : null;
  const parts: string[] = [];
  let look = running;
  if (document.state === "draft") {
    look = ended;
    parts.push(t("state.draft"));
  } else if (document.state === "void") {
    look = ended;
    parts.push(t("state.void"));
  } else if (open === 0n) {
    look = settled;
    parts.push(t("state.paid"));
  } else {
    if (open < total) {
      const paid = { amount: decimal(total - open, currency), currency };
      parts.push(t(short ? "state.part_paid_short" : "state.part_paid", {
        paid: money(paid), total: money(document.total, true), open: money(document.open),
      }));
    }
    if (days === null) {
      // What is paid in part has said how much is open.
      if (parts.length === 0 || short) parts.push(t("state.open"));
    } else if (days < 0) {
      look = late;
      parts.push(t("state.late", { days: -days }));
    } else parts.push(days === 0 ? t("state.due_today") : t("state.due_in", { days }));
  }
  return (
    <span className={`inline-flex items-start gap-1.5 ${look.className}`}>
      <span className="pt-px"><Icon name={look.icon} size={short ? 16 : 20} /></span>
      <span>{parts.join(" ")}</span>
    </span>
  );
}
