import { Money } from "../../components/Money";
import { StateSentence } from "../../components/StateSentence";
import type { DocumentRow } from "../../lib/api/documents";
import { useWords } from "../../lib/language";
import { Link } from "../../lib/router";

/** Who and how much, then where it stands: for one thumb and for the list beside a document. */
export function DocumentRows({ rows, open }: { rows: DocumentRow[]; open?: string }) {
  const { t, day } = useWords();
  return (
    <ul className="ruled">
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            href={`/documents/${row.id}${location.search}`} data-row aria-current={row.id === open || undefined}
            className={`row-link px-1 py-3 ${row.id === open ? "bg-accent-wash" : ""}`}
          >
            <span className="flex items-baseline justify-between gap-3">
              <bdi className="min-w-0 truncate font-semibold">{row.party.name}</bdi>
              <Money value={row.total} className="font-semibold" />
            </span>
            <span className="mt-0.5 block text-small text-soft">
              {t(`kind.${row.kind}`)} <bdi className="reference">{row.number ?? row.supplier_number ?? ""}</bdi>
              {" · "}{day(row.day)}
            </span>
            <span className="mt-0.5 block text-small"><StateSentence of={row} short /></span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
