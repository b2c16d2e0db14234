import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { AmountField, SelectField, TextField } from "../../components/Field";
import { useMoney } from "../../components/Money";
import { ProblemNotice } from "../../components/Notice";
import { ask, to } from "../../lib/api/operations";
import { isPurse, sentMoney } from "../../lib/api/types";
import type { Party } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { today } from "../../lib/day";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { exponent } from "../../lib/money";
import { invalidate, useResource } from "../../lib/resource";
import { typedAmount, written } from "../../lib/typed";
import type { Credit } from "./CreditRow";

/** Pays a customer's credit back. The oldest credit goes first, whichever was pressed. */
export function RefundCredit({ credit, party, onClose }: { credit: Credit; party: Party; onClose: () => void }) {
  const { t, marks } = useWords();
  const money = useMoney();
  const { currency } = credit.left;
  const [form, setForm] = useState(() => ({
    id: newID(), amount: written(credit.left.amount, marks), day: today(), account_id: "", reference: "",
  }));
  const accounts = useResource(ask("account.list"));
  const purses = (accounts.value?.items ?? []).filter(isPurse);
  const account = form.account_id || purses[0]?.id || "";
  const refund = useCommand();
  const submit = async () => {
    const amount = sentMoney(typedAmount(form.amount, currency, marks), currency);
    const body = compact({ ...form, account_id: account, party_id: party.id, amount, reference: form.reference.trim() });
    if (!(await refund.perform(to("payment.refund"), body))) return;
    invalidate("/api/");
    onClose();
  };
  return (
    <Dialog title={t("credit.refund")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <AmountField label={`${t("field.amount")} (${currency})`} required value={form.amount} decimals={exponent(currency)} error={refund.at("/amount")}
          onChange={(event) => setForm({ ...form, amount: event.target.value })} />
        <TextField label={t("field.date")} type="date" required value={form.day} error={refund.at("/day")}
          onChange={(event) => setForm({ ...form, day: event.target.value })} />
        <SelectField label={t("field.paid_from")} required value={account} error={refund.at("/account_id")}
          onChange={(event) => setForm({ ...form, account_id: event.target.value })}>
          {purses.map((purse) => <option key={purse.id} value={purse.id}>{`${purse.code} · ${purse.name}`}</option>)}
        </SelectField>
        <TextField label={t("field.reference")} hint={t("payment.reference_hint")} value={form.reference} error={refund.at("/reference")}
          onChange={(event) => setForm({ ...form, reference: event.target.value })} />
        <p data-consequence>{t("credit.refund_hint", { party: party.name, left: money(credit.left) })}</p>
        {refund.problem && <ProblemNotice problem={refund.problem} />}
        <Button type="submit" weight="main" icon="money" busy={refund.busy}>{t("credit.refund")}</Button>
      </form>
    </Dialog>
  );
}
