import { Button } from "../../components/Button";
import { TextField } from "../../components/Field";
import { Money } from "../../components/Money";
import { Notice } from "../../components/Notice";
import { Empty, Loaded, Page } from "../../components/Page";
import { WideTable } from "../../components/WideTable";
import { ask } from "../../lib/api/operations";
import type { Reply } from "../../lib/api/operations";
import type { Money as Amount } from "../../lib/api/types";
import { today } from "../../lib/day";
import { saveFile } from "../../lib/file";
import { useWords } from "../../lib/language";
import { decimal, minorUnits } from "../../lib/money";
import { useResource } from "../../lib/resource";
import { Link, useFilters } from "../../lib/router";
import { MoneyTabs } from "./MoneyTabs";

type Row = Reply<"report.trial_balance">["rows"][number];

/** All balances on a day, as they are known now or were known then; together they are zero. */
export function TrialBalance() {
  const { t } = useWords();
  const [filters, change] = useFilters();
  const asOf = filters.get("as_of") ?? today();
  const knownAt = filters.get("known_at") ?? "";
  // The end of today has not been reached: today means now.
  const isPast = knownAt !== "" && knownAt < today();
  const asked = { as_of: asOf, ...(isPast ? { known_at: `${knownAt}T23:59:59Z` } : {}) };
  const balance = useResource(ask("report.trial_balance", asked));
  return (
    <Page title={t("money.title")}>
      <MoneyTabs />
      <div className="no-print mb-4 grid max-w-[640px] gap-4 wide:grid-cols-2">
        <TextField label={t("money.as_of")} type="date" value={asOf} onChange={(event) => change("as_of", event.target.value)} />
        <TextField
          label={t("money.known_at")} type="date" hint={t("money.known_at_hint")} value={knownAt} max={today()}
          onChange={(event) => change("known_at", event.target.value)}
        />
      </div>
      <Loaded from={balance} rows={8}>
        {({ rows }) => (rows.length === 0
          ? <Empty title={t("money.no_entries")}>{t("money.no_entries_hint")}</Empty>
          : byCurrency(rows).map(([currency, own]) => <Table key={currency} currency={currency} rows={own} day={asOf} />))}
      </Loaded>
    </Page>
  );
}

function Table({ currency, rows, day }: { currency: string; rows: Row[]; day: string }) {
  const { t } = useWords();
  const units = (amount: Amount) => minorUnits(amount.amount, currency) ?? 0n;
  const debit = rows.reduce((all, row) => all + units(row.debit), 0n);
  const credit = rows.reduce((all, row) => all + units(row.credit), 0n);
  const money = (value: bigint) => <Money value={{ amount: decimal(value, currency), currency }} bare />;
  const balanced = debit === credit;
  return (
    <section className="mb-8" data-sum={decimal(debit - credit, currency)}>
      <Notice
        signal={balanced ? "good" : "bad"}
        title={t(balanced ? "money.zero" : "money.not_zero", { currency, difference: decimal(debit - credit, currency) })}
      />
      <WideTable label={t("money.trial_balance")} className="mt-3">
        <table className="table table-sides max-w-[800px]" role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">{`${t("field.account")} (${currency})`}</th>
              <th scope="col" role="columnheader" className="end">{t("field.debit")}</th>
              <th scope="col" role="columnheader" className="end">{t("field.credit")}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={row.account.id} role="row">
                <td role="cell">
                  <Link href={`/money/journal?account_id=${row.account.id}`} className="cell-link flex-wrap items-baseline gap-x-2" data-row>
                    <span className="reference text-soft">{row.account.code}</span><bdi>{row.account.name}</bdi>
                  </Link>
                </td>
                <td role="cell" className="end">{units(row.debit) !== 0n && money(units(row.debit))}</td>
                <td role="cell" className="end">{units(row.credit) !== 0n && money(units(row.credit))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot role="rowgroup">
            <tr role="row"><td role="cell">{t("field.total")}</td><td role="cell" className="end">{money(debit)}</td><td role="cell" className="end">{money(credit)}</td></tr>
          </tfoot>
        </table>
      </WideTable>
      <div className="no-print mt-3 flex gap-2">
        <Button icon="download" onClick={() => saveFile(csv(rows), `trial-balance-${day}-${currency}.csv`)}>{t("action.csv")}</Button>
        <Button weight="quiet" icon="print" onClick={() => print()}>{t("action.print")}</Button>
      </div>
    </section>
  );
}

function csv(rows: Row[]): Blob {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  const lines = rows.map(({ account, debit, credit }) =>
    [account.code, account.name, debit.amount, credit.amount, debit.currency].map(cell).join(","));
  return new Blob([["code,account,debit,credit,currency", ...lines, ""].join("\r\n")], { type: "text/csv" });
}

function byCurrency(rows: Row[]): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    groups.set(row.debit.currency, [...(groups.get(row.debit.currency) ?? []), row]);
  }
  return [...groups.entries()].sort(([a], [b]) => a.localeCompare(b));
}
