import type { KeyboardEvent } from "react";
import { Button } from "../../components/Button";
import { certainty, Confidence } from "../../components/Confidence";
import { Field } from "../../components/Field";
import { Icon } from "../../components/Icon";
import { PaperCrop } from "../../components/PaperPicture";
import { useTypedNumber } from "../../components/TypedNumber";
import type { Paper } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { exponent } from "../../lib/money";
import { pictureOf, sizeOf } from "./picture";
import { amountNames, optional, readValue } from "./reviewDraft";
import type { FieldName, Warning } from "./reviewDraft";

interface Props {
  name: FieldName;
  paper: Paper;
  value: string;
  /** Of its amounts. */
  currency: string;
  seen: boolean;
  error?: string;
  warnings: Warning[];
  onChange: (value: string) => void;
  onFix: (name: FieldName, value: string) => void;
  onFocus: () => void;
  onConfirm: () => void;
}

const days: readonly FieldName[] = ["date", "due_date"];

/** One field: what was read, how sure it is, and the same words cut out of the picture. */
export function ReviewField(props: Props) {
  const { name, paper, value, seen, warnings } = props;
  const { t, named, marks } = useWords();
  const read = paper.reading?.fields[name];
  const state = seen && value !== "" ? "sure" : certainty(read?.confidence ?? 0, read?.value ?? null);
  const said = readValue(name, read?.value ?? "", marks);
  const changed = value !== said;
  const kind = amountNames.includes(name) ? "amount" : days.includes(name) ? "day" : "text";
  const typed = useTypedNumber(value, kind === "amount" ? exponent(props.currency.trim().toUpperCase()) : undefined);
  const size = sizeOf(paper, read?.page ?? 1);
  const next = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    props.onConfirm();
    const fields = Array.from(document.querySelectorAll<HTMLElement>("[data-field]"));
    const at = fields.indexOf(event.currentTarget);
    (fields[at + 1] ?? event.currentTarget.form?.querySelector<HTMLElement>("[type=submit]"))?.focus();
  };
  return (
    <div className="grid gap-2 py-3" data-field-row={name} data-certainty={state}>
      <Field label={t(`field.${name}`)} error={typed.error ?? props.error} aside={(
        <Confidence of={state} confidence={seen ? undefined : read?.confidence} calm={optional.includes(name)} />
      )}>
        {(wiring) => (
          <input
            {...wiring} {...typed.wiring} data-field={name} value={value} autoComplete="off"
            type={kind === "day" ? "date" : "text"} inputMode={kind === "amount" ? "decimal" : undefined}
            className={`control ${kind === "amount" ? "control-amount" : ""}`}
            onChange={(event) => props.onChange(event.target.value)} onFocus={props.onFocus} onKeyDown={next}
          />
        )}
      </Field>
      {read?.box && size && (
        <div className="flex flex-wrap items-center gap-3">
          <PaperCrop address={pictureOf(paper, read.page ?? 1)} width={size.width} height={size.height} box={read.box} />
          {!changed && read.source && (
            <span className="text-small text-soft" data-source={read.source}>{named(`source.${read.source}`, read.source)}</span>
          )}
          {changed && read.value !== undefined && (
            <span className="text-small text-soft">{t("review.machine_read", { value: said })}</span>
          )}
        </div>
      )}
      {warnings.map((warning) => (
        <div key={warning.kind} className="flex flex-wrap items-center gap-2 text-warn" role="status">
          <Icon name="warn" size={16} />
          <span className="min-w-0 flex-[1_1_180px]">{t(`review_warning.${warning.kind}`, warning.values)}</span>
          {warning.fix && (
            <Button onClick={() => warning.fix && props.onFix(warning.fix.field, warning.fix.value)}>
              {t("review.fix", { field: t(`field.${warning.fix.field}`), value: warning.fix.value })}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
