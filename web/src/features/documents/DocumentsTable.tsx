import { DayText } from "../../components/Day";
import { Money } from "../../components/Money";
import { StateSentence } from "../../components/StateSentence";
import type { DocumentRow } from "../../lib/api/documents";
import { useWords } from "../../lib/language";
import { Link } from "../../lib/router";

/** Dense rows for the desk; the currency stands once, unless the rows have several. */
export function DocumentsTable({ rows }: { rows: DocumentRow[] }) {
  const { t } = useWords();
  const currencies = new Set(rows.map((row) => row.total.currency));
  const single = currencies.size === 1 ? [...currencies][0] : null;
  const head = (name: string) => (single ? `${name} (${single})` : name);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t("field.date")}</th>
          <th scope="col">{t("field.document")}</th>
          <th scope="col">{t("field.party")}</th>
          <th scope="col">{t("field.where_it_stands")}</th>
          <th scope="col" className="end">{head(t("field.total"))}</th>
          <th scope="col" className="end">{head(t("field.open"))}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="whitespace-nowrap"><DayText day={row.day} /></td>
            <td>
              <Link href={`/documents/${row.id}`} className="cell-link font-semibold" data-row>
                {t(`kind.${row.kind}`)} <bdi className="reference ms-1">{row.number ?? row.supplier_number ?? ""}</bdi>
              </Link>
            </td>
            <td><bdi>{row.party.name}</bdi></td>
            <td><StateSentence of={row} short /></td>
            <td className="end"><Money value={row.total} bare={single !== null} /></td>
            <td className="end"><Money value={row.open} bare={single !== null} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
