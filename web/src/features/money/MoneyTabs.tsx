import { useWords } from "../../lib/language";
import { Link, usePath } from "../../lib/router";

const tabs = [
  { href: "/money", name: "money.accounts" },
  { href: "/money/journal", name: "money.journal" },
  { href: "/money/trial-balance", name: "money.trial_balance" },
] as const;

export function MoneyTabs() {
  const { t } = useWords();
  const path = usePath();
  return (
    <nav aria-label={t("place.money")} className="no-print mb-6 flex flex-wrap gap-x-6 border-b border-rule">
      {tabs.map((tab) => (
        <Link
          key={tab.href} href={tab.href} aria-current={path === tab.href ? "page" : undefined}
          className={`flex min-h-11 items-center border-b-2 no-underline ${
            path === tab.href ? "border-accent font-semibold text-accent" : "border-transparent text-ink"}`}
        >
          {t(tab.name)}
        </Link>
      ))}
    </nav>
  );
}
