import { Button, ButtonLink } from "../../components/Button";
import { EntryTable } from "../../components/EntryTable";
import { Empty, Loaded, Page } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import { compact } from "../../lib/compact";
import { useWords } from "../../lib/language";
import { usePages, useResource } from "../../lib/resource";
import { useFilters } from "../../lib/router";
import { useSession } from "../../lib/session";
import { MoneyTabs } from "./MoneyTabs";
import { ReverseEntry } from "./ReverseEntry";

/** Every entry, newest first, or those that touch one account. */
export function Journal() {
  const { t } = useWords();
  const { may } = useSession();
  const [filters, change] = useFilters();
  const account = filters.get("account_id") ?? "";
  const accounts = useResource(ask("account.list"));
  const entries = usePages(ask("journal.list", compact({ account_id: account })));
  return (
    <Page
      title={t("money.title")}
      actions={may("journal.post") && <ButtonLink href="/money/new-entry" icon="plus">{t("entry.new")}</ButtonLink>}
    >
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
          : <div className="max-w-[800px]">{list.map((entry) => (
            <div key={entry.id} className="mb-4"><EntryTable entry={entry} linked /><ReverseEntry entry={entry} /></div>
          ))}</div>)}
      </Loaded>
      {entries.more && <Button onClick={entries.more}>{t("action.more")}</Button>}
    </Page>
  );
}
