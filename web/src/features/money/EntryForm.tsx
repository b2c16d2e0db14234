import { useEffect, useMemo, useState } from "react";
import { Button } from "../../components/Button";
import { Earlier } from "../../components/Earlier";
import { AmountField, SelectField, TextField } from "../../components/Field";
import { Icon } from "../../components/Icon";
import { Money } from "../../components/Money";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loaded, Page } from "../../components/Page";
import { get } from "../../lib/api/client";
import type { Entry } from "../../lib/api/documents";
import { ask, to } from "../../lib/api/operations";
import { sentMoney } from "../../lib/api/types";
import type { Account } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { today } from "../../lib/day";
import { useDraft } from "../../lib/draft";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { decimal, exponent, minorUnits } from "../../lib/money";
import { isTaken } from "../../lib/problem";
import { invalidate, useResource } from "../../lib/resource";
import { navigate } from "../../lib/router";
import { useIdentity } from "../../lib/session";
import { typedAmount } from "../../lib/typed";
import type { Marks } from "../../lib/typed";

interface Line { account_id: string; debit: string; credit: string }

interface Draft {
  id: string;
  day: string;
  description: string;
  lines: Line[];
  /** Sending was tried; whether it came to be known is another matter. */
  was_sent?: boolean;
}

const emptyLine: Line = { account_id: "", debit: "", credit: "" };

/** Accounts that follow from documents and payments; the server refuses entries by hand on them. */
const control = ["receivable", "payable", "customer_credit", "supplier_credit"];

/** An entry by hand: both sides grow under the eye, and only equal sides can be posted. */
export function EntryForm() {
  const { t } = useWords();
  const accounts = useResource(ask("account.list"));
  return (
    <Page title={t("entry.title")} lead={t("entry.lead")} narrow>
      <Loaded from={accounts}>
        {({ items }) => <Form accounts={items.filter(({ role }) => !role || !control.includes(role))} />}
      </Loaded>
    </Page>
  );
}

function Form({ accounts }: { accounts: Account[] }) {
  const { t, marks, instant } = useWords();
  const { organisation: { base_currency: currency } } = useIdentity();
  const initial = useMemo<Draft>(() => ({
    id: newID(), day: today(), description: "", lines: [emptyLine, emptyLine],
  }), []);
  const draft = useDraft("new:entry", initial);
  const { value } = draft;
  const post = useCommand();
  const fresh = () => ({ ...initial, id: newID() });
  // An entry whose answer was lost: it is looked for, told, and the form holds another one.
  const [earlier, setEarlier] = useState<Entry | null>(null);
  const isDoubtful = isTaken(post.problem) || (draft.restored && value.was_sent === true && !post.busy && !post.problem);
  useEffect(() => {
    if (!isDoubtful) return undefined;
    let wanted = true;
    posted(value.id).then((entry) => {
      if (!wanted || !entry) return;
      setEarlier(entry);
      if (post.problem) draft.change({ ...value, id: newID(), was_sent: false });
      else draft.begin(fresh());
      post.clear();
    }, () => undefined);
    return () => { wanted = false; };
  }, [isDoubtful]);
  const change = (part: Partial<typeof value>) => draft.change({ ...value, ...part });
  const set = (index: number, part: Partial<Line>) =>
    change({ lines: value.lines.map((line, other) => (other === index ? { ...line, ...part } : line)) });
  const used = value.lines.filter((line) => line.account_id + line.debit + line.credit !== "");
  const amounts = used.map((line) => signed(line, currency, marks));
  const debit = amounts.reduce((all: bigint, units) => (units > 0n ? all + units : all), 0n);
  const credit = amounts.reduce((all: bigint, units) => (units < 0n ? all - units : all), 0n);
  const fits = used.length > 1 && debit === credit && debit > 0n
    && used.every((line, index) => line.account_id !== "" && amounts[index] !== 0n);

  const submit = async () => {
    const lines = used.map((line, index) => ({
      account_id: line.account_id, amount: sentMoney(decimal(amounts[index], currency), currency),
    }));
    const body = { id: value.id, day: value.day, description: value.description.trim(), lines };
    change({ was_sent: true });
    if (!(await post.perform(to("journal.post"), body))) return;
    draft.begin(fresh());
    invalidate("/api/");
    navigate("/money/journal");
  };

  return (
    <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      {earlier
        ? <Earlier title={t("earlier.entry", { description: earlier.description, at: instant(earlier.recorded_at) })}
            href="/money/journal" link={t("earlier.see_journal")} />
        : draft.restored && (
          <Notice signal="plain" title={t("draft.restored")}
            action={<Button onClick={() => draft.begin(fresh())}>{t("draft.begin_again")}</Button>} />
        )}
      <TextField label={t("field.date")} type="date" required value={value.day} error={post.at("/day")}
        onChange={(event) => change({ day: event.target.value })} />
      <TextField label={t("field.description")} required value={value.description} error={post.at("/description")}
        onChange={(event) => change({ description: event.target.value })} />
      <ul className="ruled">
        {value.lines.map((line, index) => (
          <li key={index} className="grid grid-cols-[1fr_1fr_auto] items-end gap-2 py-3" data-entry-line>
            <div className="col-span-3">
              <SelectField
                label={`${t("field.account")} ${index + 1}`} value={line.account_id} error={post.at(`/lines/${index}/account_id`)}
                onChange={(event) => set(index, { account_id: event.target.value })}
              >
                <option value="">{t("entry.choose")}</option>
                {accounts.map((account) => <option key={account.id} value={account.id}>{`${account.code} · ${account.name}`}</option>)}
              </SelectField>
            </div>
            <AmountField label={t("field.debit")} decimals={exponent(currency)} value={line.debit} error={post.at(`/lines/${index}/amount`)}
              onChange={(event) => set(index, { debit: event.target.value, credit: "" })} />
            <AmountField label={t("field.credit")} decimals={exponent(currency)} value={line.credit}
              onChange={(event) => set(index, { credit: event.target.value, debit: "" })} />
            <button
              type="button" className="button button-quiet p-2" aria-label={t("review.remove_line", { line: index + 1 })}
              disabled={value.lines.length <= 2}
              onClick={() => change({ lines: value.lines.filter((_, other) => other !== index) })}
            >
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
      <div><Button icon="plus" onClick={() => change({ lines: [...value.lines, emptyLine] })}>{t("lines.add")}</Button></div>
      <dl className="grid gap-1" aria-live="polite" data-balanced={fits}>
        {([["field.debit", debit], ["field.credit", credit]] as const).map(([name, units]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-soft">{t(name)}</dt>
            <dd><Money value={{ amount: decimal(units, currency), currency }} /></dd>
          </div>
        ))}
      </dl>
      {debit !== credit && (
        <p className="text-warn">
          {t("entry.differ", { difference: decimal(debit > credit ? debit - credit : credit - debit, currency), currency })}
        </p>
      )}
      <p className="border-s-4 border-warn ps-3" data-consequence>{t("entry.consequence")}</p>
      {post.problem && <ProblemNotice problem={post.problem} />}
      <div><Button type="submit" weight="main" icon="check" busy={post.busy} disabled={!fits || value.description.trim() === ""}>{t("entry.submit")}</Button></div>
    </form>
  );
}

/** The entry of this id, if it is among the newest thousand. */
async function posted(id: string): Promise<Entry | undefined> {
  let after: string | undefined;
  for (let page = 0; page < 5; page += 1) {
    const { items, next } = await get(ask("journal.list", { limit: 200, ...(after ? { after } : {}) }));
    const found = items.find((entry) => entry.id === id);
    if (found || !next) return found;
    after = next;
  }
  return undefined;
}

/** Minor units, a credit negative; zero while the line is unfinished. */
function signed(line: Line, currency: string, marks: Marks): bigint {
  const units = (text: string) => minorUnits(typedAmount(text, currency, marks), currency) ?? 0n;
  return units(line.debit) !== 0n ? units(line.debit) : -units(line.credit);
}
