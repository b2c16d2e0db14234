import { useEffect, useState } from "react";
import { Notice } from "../../components/Notice";
import { Loaded, Page, Section } from "../../components/Page";
import { useMoney } from "../../components/Money";
import { ask } from "../../lib/api/operations";
import type { Reply } from "../../lib/api/operations";
import { cashForecast } from "../../lib/core/cash";
import type { CashForecast } from "../../lib/core/cash";
import { useWords } from "../../lib/language";
import { useResource } from "../../lib/resource";
import { useFilters } from "../../lib/router";
import { useIdentity } from "../../lib/session";
import { CashFan } from "./CashFan";
import { chanceText } from "./chance";
import { Choices } from "./Choices";
import { PastLine } from "./PastLine";
import { Plans } from "./Plans";
import { Scenarios } from "./Scenarios";
import { WeekTable } from "./WeekTable";
import { Why } from "./Why";

type Answer = Reply<"forecast.read">;

/** The next thirteen weeks: how sure, why, what if, and how well that did before. */
export function Forecast() {
  const { t } = useWords();
  const { organisation } = useIdentity();
  const [filters, change] = useFilters();
  const currency = filters.get("currency") as Answer["currency"] | null;
  const account = filters.get("account_id");
  const asked = {
    org_id: organisation.id, ...(currency ? { currency } : {}), ...(account ? { account_id: account } : {}),
  };
  const answer = useResource(ask("forecast.read", asked));
  const past = useResource(ask("forecast.backtest", asked));
  return (
    <Page title={t("forecast.title")} lead={answer.value && <Lead forecast={answer.value} />}>
      <Loaded from={answer} rows={8}>
        {(value) => (
          <>
            <Choices answer={value} change={change} />
            <Ahead key={value.input_hash} answer={value} />
          </>
        )}
      </Loaded>
      <PastLine past={past} />
      <Plans account={account ?? ""} found={answer.value?.currency === organisation.base_currency ? found(answer.value) : []} />
    </Page>
  );
}

function found(answer: Answer) {
  return answer.basis.items.filter((item) => item.source === "found" && !item.id.startsWith("booked:"));
}

function Lead({ forecast }: { forecast: CashForecast }) {
  const { t, day, locale } = useWords();
  const money = useMoney();
  const weeks = forecast.weeks.length;
  const short = forecast.shortage;
  if (!short) return <p>{t("forecast.lead_safe", { weeks })}</p>;
  const chance = chanceText(short.chance, locale);
  const values = { weeks, chance, day: day(short.day), amount: money(short.amount) };
  return <p data-shortage={short.day}>{t(short.chance >= 0.1 ? "forecast.lead_short" : "forecast.lead_unlikely", values)}</p>;
}

function Ahead({ answer }: { answer: Answer }) {
  const { t, day } = useWords();
  const money = useMoney();
  const [selected, select] = useState(0);
  const [scenario, setScenario] = useState("");
  const [changed, setChanged] = useState<CashForecast | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    setFailed(false);
    if (scenario === "") {
      setChanged(null);
      return undefined;
    }
    let current = true;
    cashForecast(answer.basis, scenario).then(
      (forecast) => { if (current) setChanged(forecast); },
      () => {
        if (!current) return;
        // What was asked before is not the answer to this.
        setChanged(null);
        setFailed(true);
      },
    );
    return () => { current = false; };
  }, [answer.basis, scenario]);
  const shown = changed ?? answer;
  const week = shown.weeks[selected];
  const value = t("forecast.week_value", {
    day: day(week.end), p10: money(week.p10), p50: money(week.p50), p90: money(week.p90),
  });
  return (
    <>
      <Section title={t("forecast.picture", { currency: answer.currency })}>
        <CashFan shown={shown} usual={changed && answer} selected={selected} select={select} />
        <label className="mt-2 block">
          <span className="sr-only">{t("forecast.week")}</span>
          <input
            type="range" className="h-11 w-full accent-(--accent)" min={1} max={shown.weeks.length} value={selected + 1}
            aria-valuetext={value} onChange={(event) => select(Number(event.target.value) - 1)} data-week
          />
        </label>
        <p aria-hidden="true">{value}</p>
        {changed && <p className="mt-1"><Lead forecast={changed} /></p>}
      </Section>
      {failed && <div className="my-4"><Notice signal="bad" title={t("forecast.not_computed")} /></div>}
      <div className="grid gap-x-8 split:grid-cols-2">
        <Why forecast={shown} selected={selected} basis={answer.basis} />
        <Scenarios basis={answer.basis} scenario={scenario} change={setScenario} />
      </div>
      <WeekTable forecast={shown} />
      <Gaps basis={answer.basis} />
    </>
  );
}

function Gaps({ basis }: { basis: Answer["basis"] }) {
  const { t, named, day } = useWords();
  if (basis.gaps.length === 0) return null;
  const values = { day: day(basis.booked_until ?? basis.as_of) };
  return (
    <Section title={t("forecast.gaps")}>
      <ul className="list-disc ps-6">
        {basis.gaps.map((gap) => <li key={gap}>{named(`forecast_gap.${gap}`, gap, values)}</li>)}
      </ul>
    </Section>
  );
}
