import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { AmountField, SelectField, TextField } from "../../components/Field";
import { useMoney } from "../../components/Money";
import { ProblemNotice } from "../../components/Notice";
import { ask, to } from "../../lib/api/operations";
import type { Reply } from "../../lib/api/operations";
import { isPurse, sentMoney } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { addDays, today } from "../../lib/day";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { exponent } from "../../lib/money";
import { invalidate, useResource } from "../../lib/resource";
import { useIdentity } from "../../lib/session";
import { typedAmount } from "../../lib/typed";

const kinds = ["tax", "loan", "purchase", "recurring", "other"] as const;
const rhythms = ["once", "weekly", "fortnightly", "monthly", "quarterly", "yearly"] as const;
const directions = ["out", "in"] as const;

/** What the books show to recur; a plan may stand for one of them. */
export type FoundItem = Reply<"forecast.read">["basis"]["items"][number];

interface Props {
  /** The one account that is looked at, empty for all together. */
  account: string;
  found: FoundItem[];
  onClose: () => void;
}

export function PlanForm({ account, found, onClose }: Props) {
  const { t, marks } = useWords();
  const money = useMoney();
  const { organisation } = useIdentity();
  const [form, setForm] = useState({
    id: newID(), name: "", kind: "tax" as typeof kinds[number], direction: "out" as typeof directions[number],
    amount: "", rhythm: "monthly" as typeof rhythms[number], first_day: addDays(today(), 1), last_day: "",
    replaces: "", account_id: account,
  });
  const purses = (useResource(ask("account.list")).value?.items ?? []).filter(isPurse);
  const save = useCommand();
  const submit = async () => {
    const { amount, ...rest } = form;
    if (!mayReplace) rest.replaces = "";
    const body = { ...compact(rest), amount: sentMoney(typedAmount(amount, organisation.base_currency, marks), organisation.base_currency) };
    if (!await save.perform(to("cash_plan.declare"), body)) return;
    invalidate("/api/cash-plans", "/api/forecast");
    onClose();
  };
  const choose = <K extends "kind" | "direction" | "rhythm" | "replaces" | "account_id">(name: K, value: string) =>
    setForm({ ...form, ...(name === "direction" ? { replaces: "" } : {}), [name]: value });
  // What comes once stands for nothing that returns.
  const mayReplace = form.rhythm !== "once";
  const alike = mayReplace ? found.filter((item) => item.direction === form.direction) : [];
  const last = (item: FoundItem) => money({ amount: item.amounts[item.amounts.length - 1], currency: organisation.base_currency });
  return (
    <Dialog title={t("forecast.declare")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <SelectField label={t("field.kind")} value={form.kind} onChange={(event) => choose("kind", event.target.value)}>
          {kinds.map((kind) => <option key={kind} value={kind}>{t(`forecast_kind.${kind}`)}</option>)}
        </SelectField>
        <TextField
          label={t("field.name")} required value={form.name} error={save.at("/name")}
          onChange={(event) => setForm({ ...form, name: event.target.value })}
        />
        <SelectField label={t("forecast.direction")} value={form.direction} onChange={(event) => choose("direction", event.target.value)}>
          {directions.map((way) => <option key={way} value={way}>{t(`forecast_direction.${way}`)}</option>)}
        </SelectField>
        <AmountField
          label={`${t("field.amount")} (${organisation.base_currency})`} required value={form.amount}
          decimals={exponent(organisation.base_currency)} error={save.at("/amount")}
          onChange={(event) => setForm({ ...form, amount: event.target.value })}
        />
        <SelectField label={t("forecast.rhythm")} value={form.rhythm} onChange={(event) => choose("rhythm", event.target.value)}>
          {rhythms.map((rhythm) => <option key={rhythm} value={rhythm}>{t(`forecast_rhythm.${rhythm}`)}</option>)}
        </SelectField>
        <TextField
          label={t("forecast.first_day")} type="date" required value={form.first_day} error={save.at("/first_day")}
          onChange={(event) => setForm({ ...form, first_day: event.target.value })}
        />
        <TextField
          label={t("forecast.last_day")} type="date" value={form.last_day} error={save.at("/last_day")}
          onChange={(event) => setForm({ ...form, last_day: event.target.value })}
        />
        <SelectField
          label={t(form.direction === "in" ? "field.paid_into" : "field.paid_from")} value={form.account_id}
          error={save.at("/account_id")} onChange={(event) => choose("account_id", event.target.value)}
        >
          <option value="">{t("forecast.no_account")}</option>
          {purses.map((purse) => <option key={purse.id} value={purse.id}>{`${purse.code} ${purse.name}`}</option>)}
        </SelectField>
        {alike.length > 0 && (
          <SelectField label={t("forecast.instead_of")} value={form.replaces} error={save.at("/replaces")} onChange={(event) => choose("replaces", event.target.value)}>
            <option value="">{t("forecast.instead_none")}</option>
            {alike.map((item) => <option key={item.id} value={item.id}>{`${item.name}, ${last(item)}`}</option>)}
          </SelectField>
        )}
        {save.problem && <ProblemNotice problem={save.problem} />}
        <Button type="submit" weight="main" busy={save.busy}>{t("forecast.save_plan")}</Button>
      </form>
    </Dialog>
  );
}
