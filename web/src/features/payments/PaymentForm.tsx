import { useEffect, useMemo, useState } from "react";
import { Button } from "../../components/Button";
import { Earlier } from "../../components/Earlier";
import { AmountField, SelectField, TextField } from "../../components/Field";
import { useMoney } from "../../components/Money";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Empty, Loaded, Page } from "../../components/Page";
import { StateSentence } from "../../components/StateSentence";
import { ask, to } from "../../lib/api/operations";
import { asRow } from "../../lib/api/documents";
import type { Document } from "../../lib/api/documents";
import { isPurse, sentMoney } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { addDays, today } from "../../lib/day";
import { useDraft } from "../../lib/draft";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { exponent } from "../../lib/money";
import type { Money } from "../../lib/money";
import { isTaken } from "../../lib/problem";
import { invalidate, useResource } from "../../lib/resource";
import { navigate, useFilters } from "../../lib/router";
import { typedAmount, written } from "../../lib/typed";

/** Money that came in for an invoice or went out for a bill; a part of it is fine too. */
export function PaymentForm() {
  const { t } = useWords();
  const [filters] = useFilters();
  const id = filters.get("document");
  const document = useResource(id ? ask("document.read", { id }) : null);
  if (!id) {
    return <Page title={t("payment.title")} narrow><Empty title={t("payment.no_document")} /></Page>;
  }
  const direction = document.value?.kind === "bill" ? "out" : "in";
  return (
    <Page
      title={t(`payment.${direction}`)} narrow
      lead={document.value && <><bdi>{document.value.party.name}</bdi>: <StateSentence of={asRow(document.value)} /></>}
    >
      <Loaded from={document}>{(value) => <Form document={value} direction={direction} />}</Loaded>
    </Page>
  );
}

function Form({ document, direction }: { document: Document; direction: "in" | "out" }) {
  const { t, marks, instant } = useWords();
  const money = useMoney();
  const { currency } = document.open;
  const initial = useMemo(() => ({
    id: newID(), amount: written(document.open.amount, marks), day: today(), account_id: "", reference: "",
  }), [document, marks]);
  const draft = useDraft(`payment:${document.id}`, initial);
  const { value } = draft;
  const pay = useCommand();
  const accounts = useResource(ask("account.list"));
  const purses = (accounts.value?.items ?? []).filter(isPurse);
  const change = (part: Partial<typeof value>) => draft.change({ ...value, ...part });
  const account = value.account_id || (purses[0]?.id ?? "");
  const fresh = () => ({ ...initial, id: newID() });

  // The document knows a payment whose answer was lost: it is told, and the form holds another one.
  const [earlier, setEarlier] = useState<{ amount: Money; at: string } | null>(null);
  const entry = document.entries.find((one) => one.payment_id === value.id);
  useEffect(() => {
    if (isTaken(pay.problem)) invalidate("/api/documents");
  }, [pay.problem]);
  useEffect(() => {
    if (!entry) return;
    const amount = document.allocations.find((one) => one.payment_id === value.id)?.amount ?? document.open;
    setEarlier({ amount, at: entry.recorded_at });
    if (pay.problem) draft.change({ ...value, id: newID() });
    else draft.begin(fresh());
    pay.clear();
  }, [entry]);

  const submit = async () => {
    const amount = sentMoney(typedAmount(value.amount, currency, marks), currency);
    const done = await pay.perform(to("payment.record"), compact({
      id: value.id, direction, party_id: document.party.id, account_id: account,
      day: value.day, amount, reference: value.reference.trim(),
      allocations: [{ document_id: document.id, amount }],
    }));
    if (!done) return;
    draft.begin(fresh());
    invalidate("/api/");
    navigate(`/documents/${document.id}`);
  };

  // The amount stands twice in what is sent: both faults are this field's.
  const [amountError] = [pay.at("/amount"), pay.at("/allocations/0/amount")].filter((said) => said !== undefined);
  return (
    <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      {earlier
        ? <Earlier title={t("earlier.payment", { amount: money(earlier.amount), at: instant(earlier.at) })}
            href={`/documents/${document.id}`} link={t("earlier.see_document")} />
        : draft.restored && (
          <Notice signal="plain" title={t("draft.restored")}
            action={<Button onClick={() => draft.begin(fresh())}>{t("draft.begin_again")}</Button>} />
        )}
      <AmountField
        label={`${t("field.amount")} (${currency})`} required value={value.amount} decimals={exponent(currency)}
        error={amountError}
        onChange={(event) => change({ amount: event.target.value })}
      />
      <TextField label={t("field.date")} type="date" required value={value.day} error={pay.at("/day")}
        onChange={(event) => change({ day: event.target.value })} />
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => change({ day: today() })}>{t("days.today")}</Button>
        <Button onClick={() => change({ day: addDays(today(), -1) })}>{t("days.yesterday")}</Button>
      </div>
      <SelectField label={t(direction === "in" ? "field.paid_into" : "field.paid_from")} required value={account}
        error={pay.at("/account_id")} onChange={(event) => change({ account_id: event.target.value })}>
        {purses.map((purse) => <option key={purse.id} value={purse.id}>{`${purse.code} · ${purse.name}`}</option>)}
      </SelectField>
      <TextField label={t("field.reference")} hint={t("payment.reference_hint")} value={value.reference} error={pay.at("/reference")}
        onChange={(event) => change({ reference: event.target.value })} />
      {pay.problem && <ProblemNotice problem={pay.problem} />}
      <div><Button type="submit" weight="main" icon="money" busy={pay.busy}>{t("payment.submit")}</Button></div>
    </form>
  );
}
