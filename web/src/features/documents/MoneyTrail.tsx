import { EntryTable } from "../../components/EntryTable";
import { Section } from "../../components/Page";
import type { Document } from "../../lib/api/documents";
import { useWords } from "../../lib/language";
import { AllocationRow } from "./AllocationRow";

/** What was paid, and what it all did to the books. */
export function MoneyTrail({ document }: { document: Document }) {
  const { t } = useWords();
  return (
    <Section title={t("documents.trail")}>
      {document.allocations.length > 0 && (
        <ul className="ruled mb-4">
          {document.allocations.map((allocation) => (
            <li key={allocation.id} className="py-2"><AllocationRow allocation={allocation} party={document.party} /></li>
          ))}
        </ul>
      )}
      {document.entries.length === 0
        ? <p className="text-soft">{t("documents.not_posted")}</p>
        : document.entries.map((entry) => <EntryTable key={entry.id} entry={entry} />)}
    </Section>
  );
}
