import type { ClipboardEvent } from "react";
import { Button } from "../../components/Button";
import { Icon } from "../../components/Icon";
import { Money } from "../../components/Money";
import { Section } from "../../components/Page";
import { useTypedNumber } from "../../components/TypedNumber";
import { useWords } from "../../lib/language";
import { fineDecimals, percentDecimals } from "../../lib/typed";
import { emptyLine, lineAmount, pastedLines } from "./draft";
import type { Draft, DraftLine } from "./draft";

interface Props {
  draft: Draft;
  kind: "invoice" | "bill";
  change: (part: Partial<Draft>) => void;
  at: (pointer: string) => string | undefined;
}

const columns = ["description", "quantity", "unit_price", "tax_rate"] as const;
type Column = (typeof columns)[number];

const decimals: Record<Column, number | undefined> = {
  description: undefined, quantity: fineDecimals, unit_price: fineDecimals, tax_rate: percentDecimals,
};

/** Lines to type, or to paste as a table from a spreadsheet. */
export function DraftLines({ draft, change, at }: Props) {
  const { t, marks } = useWords();
  const { lines, currency } = draft;
  const set = (index: number, part: Partial<DraftLine>) =>
    change({ lines: lines.map((line, other) => (other === index ? { ...line, ...part } : line)) });
  const paste = (index: number) => (event: ClipboardEvent) => {
    const pasted = pastedLines(event.clipboardData.getData("text"), marks);
    if (!pasted) return;
    event.preventDefault();
    const before = lines.slice(0, index).concat(isEmpty(lines[index]) ? [] : [lines[index]]);
    change({ lines: [...before, ...pasted, ...lines.slice(index + 1)] });
  };
  return (
    <Section title={t("documents.lines")} aside={<span className="text-small text-soft">{t("lines.paste_hint")}</span>}>
      <ul className="ruled">
        {lines.map((line, index) => {
          const amount = lineAmount(line, currency, marks);
          return (
            <li key={index} className="grid grid-cols-[1fr_1fr_1fr_auto] items-end gap-2 py-3 desk:grid-cols-[4fr_1fr_2fr_1fr_2fr_auto]">
              {columns.map((column) => (
                <Cell
                  key={column} column={column} line={index + 1} value={line[column]} error={at(`/lines/${index}/${column}`)}
                  onChange={(text) => set(index, { [column]: text })}
                  onPaste={column === "description" ? paste(index) : undefined}
                />
              ))}
              <span className="col-span-3 min-h-11 content-center text-end font-semibold desk:col-span-1">
                {amount !== null && <Money value={{ amount, currency }} />}
              </span>
              <button
                type="button" className="button button-quiet p-2" aria-label={t("review.remove_line", { line: index + 1 })}
                onClick={() => change({ lines: lines.length > 1 ? lines.filter((_, other) => other !== index) : [emptyLine] })}
              >
                <Icon name="trash" />
              </button>
            </li>
          );
        })}
      </ul>
      {at("/lines") && <p className="mt-2 text-bad" role="alert">{at("/lines")}</p>}
      <div className="mt-3">
        <Button icon="plus" onClick={() => change({ lines: [...lines, emptyLine] })}>{t("lines.add")}</Button>
      </div>
    </Section>
  );
}

function Cell({ column, line, value, error, onChange, onPaste }: {
  column: Column; line: number; value: string; error?: string;
  onChange: (text: string) => void; onPaste?: (event: ClipboardEvent) => void;
}) {
  const { t } = useWords();
  const isText = column === "description";
  const typed = useTypedNumber(column === "tax_rate" ? value.replace("%", "") : value, decimals[column]);
  const said = typed.error ?? error;
  return (
    <label className={`block min-w-0 ${isText ? "col-span-4 desk:col-span-1" : ""}`}>
      <span className={`mb-1 block text-small text-soft ${isText ? "" : "text-end"}`}>
        {t(`field.${column}`)}<span className="sr-only"> {line}</span>
      </span>
      <input
        className={`control ${isText ? "" : "control-amount px-2"}`} value={value} autoComplete="off"
        inputMode={isText ? undefined : "decimal"} aria-invalid={said ? true : undefined}
        onChange={(event) => onChange(event.target.value)} onPaste={onPaste} {...typed.wiring}
      />
      {said && <span className="mt-1 block text-bad" role="alert">{said}</span>}
    </label>
  );
}

function isEmpty(line: DraftLine): boolean {
  return (line.description + line.unit_price).trim() === "";
}
