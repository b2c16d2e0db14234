import type { Document, DocumentLine, DocumentTax } from "../lib/api/documents";
import { useWords } from "../lib/language";
import { formatAmount, minorUnits } from "../lib/money";
import type { Money as Amount } from "../lib/money";
import { Money } from "./Money";
import { Section } from "./Page";

/** A document of the books, or an invoice as its buyer is shown it. */
interface Lined extends Pick<Document, "amounts" | "currency"> {
  lines: Pick<DocumentLine, "description" | "quantity" | "unit_price" | "taxes" | "net">[];
  taxes: Pick<DocumentTax, "code" | "rate">[];
}

/** The lines and how they become the total. */
export function DocumentLines({ document }: { document: Lined }) {
  const { t } = useWords();
  const { amounts, currency } = document;
  const isZero = (money: Amount) => minorUnits(money.amount, currency) === 0n;
  const sums: [string, Amount, boolean][] = [
    [t("field.subtotal"), amounts.net, false],
    [t("field.tax"), amounts.tax, false],
    [t("field.rounding"), amounts.rounding, isZero(amounts.rounding)],
    [t("field.withheld"), amounts.withheld, isZero(amounts.withheld)],
    [t("field.total"), amounts.payable, false],
  ];
  return (
    <Section title={t("documents.lines")} aside={<span className="text-small text-soft">{currency}</span>}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("field.description")}</th>
            <th scope="col" className="end hidden wide:table-cell print:table-cell">{t("field.quantity")}</th>
            <th scope="col" className="end hidden wide:table-cell print:table-cell">{t("field.unit_price")}</th>
            <th scope="col" className="end">{t("field.amount")}</th>
          </tr>
        </thead>
        <tbody>
          {document.lines.map((line, index) => <Row key={index} line={line} document={document} />)}
        </tbody>
        <tfoot>
          {sums.filter(([, , hidden]) => !hidden).map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="static">{name}</th>
              <td className="hidden wide:table-cell print:table-cell" colSpan={2} />
              <td className="end"><Money value={value} bare /></td>
            </tr>
          ))}
        </tfoot>
      </table>
    </Section>
  );
}

function Row({ line, document }: { line: Lined["lines"][number]; document: Lined }) {
  const { locale } = useWords();
  // Prices may have more digits than the currency; those are shown as they are.
  const price = formatAmount(line.unit_price.amount, document.currency, locale);
  const taxes = document.taxes.filter((tax) => line.taxes.includes(tax.code));
  return (
    <tr>
      <td>
        <bdi>{line.description}</bdi>
        <span className="block text-small text-soft wide:hidden print:hidden" dir="ltr">{`${line.quantity} × ${price}`}</span>
        {taxes.length > 0 && (
          <span className="block text-small text-soft">{taxes.map((tax) => `${tax.code} ${tax.rate}%`).join(", ")}</span>
        )}
      </td>
      <td className="end figure hidden wide:table-cell print:table-cell"><span dir="ltr">{line.quantity}</span></td>
      <td className="end figure hidden wide:table-cell print:table-cell"><span dir="ltr">{price}</span></td>
      <td className="end"><Money value={line.net} bare /></td>
    </tr>
  );
}
