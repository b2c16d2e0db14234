import { DayText } from "../../components/Day";
import { EntryTable } from "../../components/EntryTable";
import { Money } from "../../components/Money";
import { Section } from "../../components/Page";
import type { Document } from "../../lib/api/documents";
import { useWords } from "../../lib/language";

/** What was paid, and what it all did to the books. */
export function MoneyTrail({ document }: { document: Document }) {
  const { t } = useWords();
  return (
    <Section title={t("documents.trail")}>
      {document.allocations.length > 0 && (
        <ul className="ruled mb-4">
          {document.allocations.map((allocation) => (
            <li key={allocation.id} className="flex items-baseline justify-between gap-4 py-2">
              <span className="min-w-0">
                {t(allocation.credit_note_id ? "documents.credit" : "documents.payment")}
                {allocation.reference && <> <bdi className="reference">{allocation.reference}</bdi></>}
                <span className="block text-small text-soft">
                  <DayText day={allocation.day} />{allocation.is_released && ` · ${t("documents.released")}`}
                </span>
              </span>
              <Money value={allocation.amount} className={allocation.is_released ? "line-through" : "font-semibold"} />
            </li>
          ))}
        </ul>
      )}
      {document.entries.length === 0
        ? <p className="text-soft">{t("documents.not_posted")}</p>
        : document.entries.map((entry) => <EntryTable key={entry.id} entry={entry} />)}
    </Section>
  );
}
