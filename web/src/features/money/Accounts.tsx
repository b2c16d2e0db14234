import { Money } from "../../components/Money";
import { Empty, Loaded, Page } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import type { Account } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { useResource } from "../../lib/resource";
import { Link } from "../../lib/router";
import { MoneyTabs } from "./MoneyTabs";

const types = ["asset", "liability", "equity", "income", "expense"] as const;

/** The chart of accounts with its balances; each opens the entries that make it. */
export function Accounts() {
  const { t } = useWords();
  const accounts = useResource(ask("account.list"));
  return (
    <Page title={t("money.title")}>
      <MoneyTabs />
      <Loaded from={accounts} rows={8}>
        {({ items }) => (items.length === 0
          ? <Empty title={t("money.no_accounts")} />
          : types.map((type) => <Group key={type} type={type} accounts={items.filter((account) => account.kind === type)} />))}
      </Loaded>
    </Page>
  );
}

function Group({ type, accounts }: { type: (typeof types)[number]; accounts: Account[] }) {
  const { t } = useWords();
  if (accounts.length === 0) return null;
  return (
    <section className="mb-6">
      <h2 className="mb-1">{t(`account_type.${type}`)}</h2>
      <ul className="ruled">
        {accounts.map((account) => (
          <li key={account.id}>
            <Link
              href={`/money/journal?account_id=${account.id}`} data-row
              className="row-link flex min-h-11 items-center justify-between gap-4 px-1 py-1"
            >
              <span className="min-w-0"><span className="reference text-soft">{account.code}</span> <bdi>{account.name}</bdi></span>
              <span className="text-end">
                {account.balances.map((balance) => <Money key={balance.currency} value={balance} className="block" />)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
