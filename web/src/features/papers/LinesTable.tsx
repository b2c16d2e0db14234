import { Button } from "../../components/Button";
import { Icon } from "../../components/Icon";
import { useTypedNumber } from "../../components/TypedNumber";
import { useWords } from "../../lib/language";
import { exponent } from "../../lib/money";
import { fineDecimals } from "../../lib/typed";
import type { Line } from "./reviewDraft";

interface Props {
  lines: Line[];
  currency: string;
  onChange: (lines: Line[]) => void;
  at: (pointer: string) => string | undefined;
}

const columns = ["description", "quantity", "unit_price", "amount"] as const;

/** What was bought, line by line. A paper without lines is booked by its total. */
export function LinesTable({ lines, currency, onChange, at }: Props) {
  const { t } = useWords();
  const set = (index: number, part: Partial<Line>) =>
    onChange(lines.map((line, other) => (other === index ? { ...line, ...part } : line)));
  const add = () => onChange([...lines, { description: "", quantity: "1", unit_price: "", amount: "" }]);
  return (
    <details
      className="border-b border-rule py-2" open={lines.length > 0}
      onInvalid={(event) => { event.currentTarget.open = true; }}
    >
      <summary className="flex min-h-11 items-center gap-2 font-semibold">
        <Icon name="list" />{t("review.lines", { count: lines.length })}
      </summary>
      <ul className="ruled mb-3">
        {lines.map((line, index) => (
          <li key={index} className="grid grid-cols-6 items-start gap-2 py-2">
            {columns.map((column) => (
              <div key={column} className={column === "description" ? "col-span-6" : column === "quantity" ? "col-span-1" : "col-span-2"}>
                <Cell
                  column={column} line={index + 1} value={line[column]} currency={currency}
                  error={at(`/lines/${index}/${column}`)} onChange={(text) => set(index, { [column]: text })}
                />
              </div>
            ))}
            <button
              type="button" className="button button-quiet p-2" aria-label={t("review.remove_line", { line: index + 1 })}
              onClick={() => onChange(lines.filter((_, other) => other !== index))}
            >
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
      <Button icon="plus" onClick={add}>{t("lines.add")}</Button>
    </details>
  );
}

function Cell({ column, line, value, currency, error, onChange }: {
  column: (typeof columns)[number]; line: number; value: string; currency: string; error?: string;
  onChange: (text: string) => void;
}) {
  const { t } = useWords();
  const decimals = { description: undefined, quantity: fineDecimals, unit_price: fineDecimals, amount: exponent(currency.trim().toUpperCase()) };
  const typed = useTypedNumber(value, decimals[column]);
  const said = typed.error ?? error;
  const isText = column === "description";
  return (
    <>
      <input
        className={`control ${isText ? "" : "control-amount px-2"}`}
        aria-label={`${t(`field.${column}`)} ${line}`} placeholder={t(`field.${column}`)}
        inputMode={isText ? undefined : "decimal"} value={value} aria-invalid={said ? true : undefined}
        onChange={(event) => onChange(event.target.value)} {...typed.wiring}
      />
      {said && <p className="mt-1 text-bad" role="alert">{said}</p>}
    </>
  );
}
