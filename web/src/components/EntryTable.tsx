import type { Entry } from "../lib/api/documents";
import { useWords } from "../lib/language";
import { decimal, minorUnits } from "../lib/money";
import { Link } from "../lib/router";
import { DayText } from "./Day";
import { Money } from "./Money";

/** A journal entry as accountants read it: debits left, credits right, both sides equal. */
export function EntryTable({ entry, linked = false }: { entry: Entry; linked?: boolean }) {
  const { t } = useWords();
  return (
    <div className="keep-together mb-4" data-entry={entry.id}>
      <p className="flex flex-wrap gap-x-3 border-b border-edge pb-1">
        <span className="text-soft"><DayText day={entry.day} /></span>
        <span className="order-last ms-auto text-small text-soft">{entry.lines[0]?.amount.currency}</span>
        {linked && entry.document_id
          ? <Link href={`/documents/${entry.document_id}`} className="font-semibold" data-row><bdi>{entry.description}</bdi></Link>
          : <bdi className="font-semibold">{entry.description}</bdi>}
      </p>
      <table className="w-full">
        <thead className="sr-only">
          <tr><th>{t("field.account")}</th><th>{t("field.debit")}</th><th>{t("field.credit")}</th></tr>
        </thead>
        <tbody>
          {entry.lines.map((line, index) => {
            const { amount, currency } = line.amount;
            const units = minorUnits(amount, currency) ?? 0n;
            const shown = { amount: decimal(units < 0n ? -units : units, currency), currency };
            return (
              <tr key={index} className="border-b border-rule">
                <td className={`py-1 ${units < 0n ? "ps-4 desk:ps-6" : ""}`}>
                  <span className="reference text-soft">{line.code}</span> <bdi>{line.name}</bdi>
                </td>
                <td className="py-1 text-end align-top wide:w-32">{units >= 0n && <Money value={shown} bare />}</td>
                <td className="py-1 text-end align-top wide:w-32">{units < 0n && <Money value={shown} bare />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
