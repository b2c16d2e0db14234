import { useEffect, useMemo, useState } from "react";
import { Button } from "../../components/Button";
import { Earlier } from "../../components/Earlier";
import { AmountField, TextField } from "../../components/Field";
import { useMoney } from "../../components/Money";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loaded, Page } from "../../components/Page";
import { ask, to } from "../../lib/api/operations";
import type { Document, DocumentRow } from "../../lib/api/documents";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { today } from "../../lib/day";
import { useDraft } from "../../lib/draft";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { isTaken } from "../../lib/problem";
import { invalidate, useResource } from "../../lib/resource";
import { navigate } from "../../lib/router";
import { fineDecimals, typedNumber, written } from "../../lib/typed";

/** Takes back an issued invoice, whole or by line, with a credit note that has its own number. */
export function CreditNoteForm({ id }: { id: string }) {
  const { t } = useWords();
  const document = useResource(ask("document.read", { id }));
  const value = document.value;
  return (
    <Page
      title={t("credit.title")} narrow
      lead={value && <><bdi>{value.party.name}</bdi> · <bdi className="reference">{value.number}</bdi></>}
    >
      <Loaded from={document}>{(loaded) => <Form invoice={loaded} />}</Loaded>
    </Page>
  );
}

function Form({ invoice }: { invoice: Document }) {
  const { t, marks } = useWords();
  const money = useMoney();
  const initial = useMemo(() => ({
    id: newID(), day: today(), reason: "", quantities: invoice.lines.map(() => ""),
  }), [invoice]);
  const draft = useDraft(`credit:${invoice.id}`, initial);
  const { value } = draft;
  const [whole, setWhole] = useState(value.quantities.every((quantity) => quantity === ""));
  const credit = useCommand();
  const fresh = () => ({ ...initial, id: newID() });
  // A credit note whose answer was lost: it is told, and the form holds another one.
  const [earlier, setEarlier] = useState<DocumentRow | null>(null);
  const note = invoice.credit_notes.find((one) => one.id === value.id);
  useEffect(() => {
    if (isTaken(credit.problem)) invalidate("/api/documents");
  }, [credit.problem]);
  useEffect(() => {
    if (!note) return;
    setEarlier(note);
    if (credit.problem) draft.change({ ...value, id: newID() });
    else draft.begin(fresh());
    credit.clear();
  }, [note]);
  const change = (part: Partial<typeof value>) => draft.change({ ...value, ...part });
  const chosen = value.quantities.flatMap((quantity, index) =>
    (quantity.trim() === "" ? [] : [{ line: index, quantity: typedNumber(quantity, marks, fineDecimals) }]));

  const submit = async () => {
    const body = compact({
      credit_note_id: value.id, day: value.day, reason: value.reason.trim(),
      lines: whole ? null : chosen,
    });
    if (!(await credit.perform(to("invoice.credit", { id: invoice.id }), body))) return;
    draft.begin(fresh());
    invalidate("/api/");
    navigate(`/documents/${value.id}`);
  };

  return (
    <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      {earlier
        ? <Earlier title={t("earlier.credit_note", { number: earlier.number ?? "", amount: money(earlier.total) })}
            href={`/documents/${earlier.id}`} link={t("earlier.see_document")} />
        : draft.restored && (
          <Notice signal="plain" title={t("draft.restored")}
            action={<Button onClick={() => draft.begin(fresh())}>{t("draft.begin_again")}</Button>} />
        )}
      {invoice.state === "draft" && <Notice signal="warn" title={t("credit.draft")} />}
      <fieldset>
        <legend className="mb-1 font-semibold">{t("credit.how_much")}</legend>
        {[true, false].map((all) => (
          <label key={String(all)} className="flex min-h-11 items-center gap-2">
            <input type="radio" name="extent" className="size-5 accent-accent" checked={whole === all} onChange={() => setWhole(all)} />
            {t(all ? "credit.whole" : "credit.part")}
          </label>
        ))}
      </fieldset>
      {!whole && (
        <ul className="ruled" data-credit-lines>
          {invoice.lines.map((line, index) => (
            <li key={index} className="py-3">
              <AmountField
                label={line.description}
                hint={t("credit.of", { quantity: written(line.quantity, marks), amount: money(line.net) })}
                placeholder="0" value={value.quantities[index] ?? ""} decimals={fineDecimals} error={credit.at(`/lines/${place(chosen, index)}/quantity`)}
                onChange={(event) => change({
                  quantities: invoice.lines.map((_, other) =>
                    (other === index ? event.target.value : value.quantities[other] ?? "")),
                })}
              />
            </li>
          ))}
        </ul>
      )}
      <TextField label={t("field.date")} type="date" required value={value.day} error={credit.at("/day")}
        onChange={(event) => change({ day: event.target.value })} />
      <TextField label={t("field.reason")} required value={value.reason} error={credit.at("/reason")}
        onChange={(event) => change({ reason: event.target.value })} />
      <p className="border-s-4 border-warn ps-3" data-consequence>
        {t("credit.consequence", { party: invoice.party.name, open: money(invoice.open) })}
      </p>
      {credit.problem && <ProblemNotice problem={credit.problem} />}
      <div>
        <Button
          type="submit" weight="main" icon="check" busy={credit.busy}
          disabled={value.reason.trim() === "" || (!whole && chosen.length === 0)}
        >
          {t("credit.submit")}
        </Button>
      </div>
    </form>
  );
}

/** Where an invoice's line stands among those that are sent. */
function place(chosen: { line: number }[], index: number): number {
  return chosen.findIndex((line) => line.line === index);
}
