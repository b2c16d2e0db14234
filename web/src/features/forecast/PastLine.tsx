import { Money } from "../../components/Money";
import { Loading, Section } from "../../components/Page";
import { ProblemNotice } from "../../components/Notice";
import { WideTable } from "../../components/WideTable";
import type { Reply } from "../../lib/api/operations";
import { useWords } from "../../lib/language";
import type { Resource } from "../../lib/resource";

type Past = Reply<"forecast.backtest">;

/** The band promises 80 %; from here on it held what one may lean on. */
const leastHeld = 0.7;

/** How such forecasts did on this shop's own past, also where a plain guess did better. */
export function PastLine({ past }: { past: Resource<Past> }) {
  const { t } = useWords();
  const { value, problem } = past;
  return (
    <Section title={t("forecast.past")}>
      {value ? <Told past={value} /> : problem ? <ProblemNotice problem={problem} retry={past.reload} /> : <Loading rows={1} />}
    </Section>
  );
}

function Told({ past }: { past: Past }) {
  const { t, named, day, locale } = useWords();
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  if (!past.loss || !past.guess_loss) return <p className="text-soft">{t("forecast.past_young")}</p>;
  const [loss, guessLoss] = [Number(past.loss.amount), Number(past.guess_loss.amount)];
  const better = past.guess_wins ? 1 - guessLoss / loss : 1 - loss / guessLoss;
  const held = (past.coverage ?? 0) >= leastHeld;
  const values = {
    count: past.trials.length, weeks: past.weeks, coverage: percent.format(past.coverage ?? 0),
    percent: percent.format(Number.isFinite(better) ? better : 0), guess: named(`forecast_guess.${past.guess ?? ""}`, ""),
  };
  return (
    <div data-past={past.guess_wins ? "guess" : "forecast"} data-band={held ? "held" : "narrow"}>
      <p className="max-w-[720px]">
        {t("forecast.past_coverage", values)} {t(past.guess_wins ? "forecast.past_lost" : "forecast.past_won", values)}
        {held ? past.guess_wins && ` ${t("forecast.past_band")}` : ` ${t("forecast.past_narrow")}`}
      </p>
      <details className="mt-2">
        <summary className="min-h-11 content-center text-accent underline">{t("forecast.past_trials")}</summary>
        <WideTable label={t("forecast.past_trials")}>
          <table className="table max-w-[800px]">
            <thead>
              <tr>
                <th scope="col">{t("forecast.past_made")}</th>
                <th scope="col">{t("forecast.past_for")}</th>
                <th scope="col" className="end">{`${t("forecast.below")} (${past.loss.currency})`}</th>
                <th scope="col" className="end">{t("forecast.middle")}</th>
                <th scope="col" className="end">{t("forecast.above")}</th>
                <th scope="col" className="end">{t("forecast.past_came")}</th>
              </tr>
            </thead>
            <tbody>
              {past.trials.map((trial) => (
                <tr key={trial.as_of}>
                  <td>{day(trial.as_of)}</td>
                  <td>{day(trial.end)}</td>
                  <td className="end"><Money value={trial.p10} bare /></td>
                  <td className="end"><Money value={trial.p50} bare /></td>
                  <td className="end"><Money value={trial.p90} bare /></td>
                  <td className="end"><Money value={trial.actual} bare /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      </details>
    </div>
  );
}
