import { Button } from "../../components/Button";
import { EntryTable } from "../../components/EntryTable";
import { Empty, Loaded, Page } from "../../components/Page";
import type { Entry } from "../../lib/api/documents";
import type { Account } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { usePages, useResource } from "../../lib/resource";
import type { Page as PageOf } from "../../lib/resource";
import { useFilters } from "../../lib/router";
import { MoneyTabs } from "./MoneyTabs";

/** Every entry, newest first, or those that touch one account. */
export function Journal() {
  const { t } = useWords();
  const [filters, change] = useFilters();
  const account = filters.get("account_id") ?? "";
  const accounts = useResource<PageOf<Account>>("/api/accounts");
  const entries = usePages<Entry>(account ? `/api/journal?account_id=${account}` : "/api/journal");
  return (
    <Page title={t("money.title")}>
      <MoneyTabs />
      <select
        className="no-print control mb-4 max-w-[480px]" aria-label={t("field.account")} value={account}
        onChange={(event) => change("account_id", event.target.value)}
      >
        <option value="">{t("money.all_accounts")}</option>
        {(accounts.value?.items ?? []).map((item) => (
          <option key={item.id} value={item.id}>{`${item.code} · ${item.name}`}</option>
        ))}
      </select>
      <Loaded from={entries} rows={8}>
        {(list) => (list.length === 0
          ? <Empty title={t("money.no_entries")}>{t("money.no_entries_hint")}</Empty>
          : <div className="max-w-[800px]">{list.map((entry) => <EntryTable key={entry.id} entry={entry} linked />)}</div>)}
      </Loaded>
      {entries.more && <Button onClick={entries.more}>{t("action.more")}</Button>}
    </Page>
  );
}
