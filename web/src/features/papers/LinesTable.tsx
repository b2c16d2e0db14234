import { Button } from "../../components/Button";
import { Icon } from "../../components/Icon";
import { useWords } from "../../lib/language";
import type { Line } from "./reviewDraft";

interface Props {
  lines: Line[];
  onChange: (lines: Line[]) => void;
  at: (pointer: string) => string | undefined;
}

const columns = ["description", "quantity", "unit_price", "amount"] as const;

/** What was bought, line by line. A paper without lines is booked by its total. */
export function LinesTable({ lines, onChange, at }: Props) {
  const { t } = useWords();
  const set = (index: number, part: Partial<Line>) =>
    onChange(lines.map((line, other) => (other === index ? { ...line, ...part } : line)));
  const add = () => onChange([...lines, { description: "", quantity: "1", unit_price: "", amount: "" }]);
  return (
    <details className="border-b border-rule py-2" open={lines.length > 0}>
      <summary className="flex min-h-11 items-center gap-2 font-semibold">
        <Icon name="list" />{t("review.lines", { count: lines.length })}
      </summary>
      <ul className="ruled mb-3">
        {lines.map((line, index) => (
          <li key={index} className="grid grid-cols-6 items-start gap-2 py-2">
            {columns.map((column) => (
              <div key={column} className={column === "description" ? "col-span-6" : column === "quantity" ? "col-span-1" : "col-span-2"}>
                <input
                  className={`control ${column === "description" ? "" : "control-amount px-2"}`}
                  aria-label={`${t(`field.${column}`)} ${index + 1}`} placeholder={t(`field.${column}`)}
                  inputMode={column === "description" ? undefined : "decimal"} value={line[column]}
                  aria-invalid={at(`/lines/${index}/${column}`) ? true : undefined}
                  onChange={(event) => set(index, { [column]: event.target.value })}
                />
                {at(`/lines/${index}/${column}`) && (
                  <p className="mt-1 text-bad" role="alert">{at(`/lines/${index}/${column}`)}</p>
                )}
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
