import { Button } from "../../components/Button";
import { Money } from "../../components/Money";
import { Section } from "../../components/Page";
import { WideTable } from "../../components/WideTable";
import type { CashForecast } from "../../lib/core/cash";
import { saveFile } from "../../lib/file";
import { useWords } from "../../lib/language";
import { chanceText } from "./chance";

/** The picture's twin for everybody who reads tables, and for machines. */
export function WeekTable({ forecast }: { forecast: CashForecast }) {
  const { t, day, locale } = useWords();
  return (
    <Section title={t("forecast.table")}>
      <details data-twin>
        <summary className="min-h-11 content-center text-accent underline">{t("forecast.show_table")}</summary>
        <WideTable label={t("forecast.table")}>
          <table className="table max-w-[800px]">
            <thead>
              <tr>
                <th scope="col">{t("forecast.week_to")}</th>
                <th scope="col" className="end">{`${t("forecast.below")} (${forecast.currency})`}</th>
                <th scope="col" className="end">{t("forecast.middle")}</th>
                <th scope="col" className="end">{t("forecast.above")}</th>
                <th scope="col" className="end">{t("forecast.short")}</th>
              </tr>
            </thead>
            <tbody>
              {forecast.weeks.map((week) => (
                <tr key={week.end}>
                  <td>{day(week.end)}</td>
                  <td className="end"><Money value={week.p10} bare /></td>
                  <td className="end"><Money value={week.p50} bare /></td>
                  <td className="end"><Money value={week.p90} bare /></td>
                  <td className="end figure">{chanceText(week.short_chance, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      </details>
      <div className="no-print mt-3 flex gap-2">
        <Button icon="download" onClick={() => saveFile(csv(forecast), `cash-${forecast.as_of}-${forecast.currency}.csv`)}>
          {t("action.csv")}
        </Button>
      </div>
    </Section>
  );
}

function csv(forecast: CashForecast): Blob {
  const lines = forecast.weeks.map((week) => [
    week.start, week.end, week.p10.amount, week.p50.amount, week.p90.amount, week.expected.amount,
    String(week.short_chance), forecast.currency,
  ].join(","));
  const head = "start,end,p10,p50,p90,expected,short_chance,currency";
  return new Blob([[head, ...lines, ""].join("\r\n")], { type: "text/csv" });
}
