import { useState } from "react";
import { Button } from "../../components/Button";
import { Money } from "../../components/Money";
import { ProblemNotice } from "../../components/Notice";
import { Loaded, Section } from "../../components/Page";
import { ask, to } from "../../lib/api/operations";
import type { Reply } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";
import { useSession } from "../../lib/session";
import { PlanForm } from "./PlanForm";
import type { FoundItem } from "./PlanForm";

type Plan = Reply<"cash_plan.list">["items"][number];

/** What somebody declared: taxes, instalments, purchases that the books cannot know yet. */
export function Plans({ account, found }: { account: string; found: FoundItem[] }) {
  const { t } = useWords();
  const { may } = useSession();
  const [adding, setAdding] = useState(false);
  const plans = useResource(ask("cash_plan.list"));
  return (
    <Section title={t("forecast.plans")}>
      <Loaded from={plans} rows={2}>
        {({ items }) => (items.length === 0
          ? <p className="text-soft">{t("forecast.no_plans")}</p>
          : <ul className="ruled max-w-[720px]" data-plans>{items.map((plan) => <Row key={plan.id} plan={plan} />)}</ul>)}
      </Loaded>
      {may("document.write") && (
        <div className="no-print mt-3"><Button icon="plus" onClick={() => setAdding(true)}>{t("forecast.declare")}</Button></div>
      )}
      {adding && <PlanForm account={account} found={found} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Row({ plan }: { plan: Plan }) {
  const { t, named, day } = useWords();
  const { may } = useSession();
  const end = useCommand();
  const stop = async () => {
    if (await end.perform(to("cash_plan.end", { id: plan.id }))) invalidate("/api/cash-plans", "/api/forecast");
  };
  const rhythm = named(`forecast_rhythm.${plan.rhythm}`, plan.rhythm);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <span className="min-w-0 flex-[1_1_220px]">
        <bdi>{plan.name}</bdi>
        <span className="block text-small text-soft">
          {plan.last_day
            ? t("forecast.plan_until", { rhythm, day: day(plan.first_day), last: day(plan.last_day) })
            : t("forecast.plan_when", { rhythm, day: day(plan.first_day) })}
        </span>
        {plan.account && (
          <span className="block text-small text-soft" data-account>{`${plan.account.code} ${plan.account.name}`}</span>
        )}
        {plan.replaces && <span className="block text-small text-soft">{t("forecast.instead_of")}</span>}
      </span>
      <Money value={plan.direction === "out" ? { ...plan.amount, amount: `-${plan.amount.amount}` } : plan.amount} />
      {may("document.write") && (
        <Button weight="quiet" busy={end.busy} aria-label={`${t("forecast.end_plan")}: ${plan.name}`} onClick={() => void stop()}>
          {t("forecast.end_plan")}
        </Button>
      )}
      {end.problem && <ProblemNotice problem={end.problem} />}
    </li>
  );
}
