import { Button } from "../../components/Button";
import { ProblemNotice } from "../../components/Notice";
import { Empty, Loaded, Section } from "../../components/Page";
import { WideTable } from "../../components/WideTable";
import { ask, to } from "../../lib/api/operations";
import type { MonitoringReport } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";
import { useSession } from "../../lib/session";
import { Vintages } from "./Vintages";

/** What moved since the model began to score. Few rows have no verdict. */
export function Monitoring({ id }: { id: string }) {
  const { t } = useWords();
  const { may } = useSession();
  const reports = useResource(ask("model.monitoring", { id }));
  const make = useCommand();
  const run = async () => {
    if (await make.perform(to("model.monitor", { id }))) invalidate("/api/models");
  };
  return (
    <Section
      title={t("monitoring.title")}
      aside={may("model.write") && <Button busy={make.busy} onClick={() => void run()}>{t("monitoring.now")}</Button>}
    >
      {make.problem && <ProblemNotice problem={make.problem} />}
      <Loaded from={reports} rows={2}>
        {({ items }) => (items.length === 0
          ? <Empty title={t("monitoring.none")}>{t("monitoring.none_hint")}</Empty>
          : (
            <>
              <Report report={items[0]} />
              {items.length > 1 && (
                <details>
                  <summary className="min-h-11 content-center text-accent">{t("monitoring.earlier")}</summary>
                  {items.slice(1).map((report) => <Report key={report.made_at} report={report} />)}
                </details>
              )}
            </>
          ))}
      </Loaded>
    </Section>
  );
}

function Report({ report }: { report: MonitoringReport }) {
  const { t, named, day, locale } = useWords();
  const worse = report.bands.filter((band) => band.verdict === "worse").map((band) => band.band);
  const percent = (share: number) => share.toLocaleString(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(locale);
  return (
    <div className="mb-6 max-w-[800px]" data-monitoring={report.month}>
      <h3 className="font-semibold">{t("monitoring.month", { month: day(report.month) })}</h3>
      <p>{t("monitoring.counts", { scores: report.scores, before: report.before, abstained: report.abstained })}</p>
      <p>{t("monitoring.overrides", { decisions: report.decisions, overrides: report.overrides })}</p>
      {worse.length > 0 && <p className="font-semibold text-bad" data-worse>{t("monitoring.bands_worse", { bands: list.format(worse) })}</p>}
      {report.shifts.length > 0 && <Shifts shifts={report.shifts} />}
      {report.bands.length > 0 && (
        <WideTable label={t("monitoring.bands")} className="mt-4">
          <table className="table">
            <caption className="text-start text-soft">{t("monitoring.bands")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("monitoring.band")}</th><th scope="col" className="end">{t("models.rows_head")}</th>
                <th scope="col" className="end">{t("models.foretold")}</th><th scope="col" className="end">{t("models.happened")}</th>
                <th scope="col">{t("monitoring.verdict")}</th>
              </tr>
            </thead>
            <tbody>
              {report.bands.map((band) => (
                <tr key={band.band}>
                  <td>{band.band}</td><td className="end figure">{band.rows}</td>
                  <td className="end figure">{percent(band.foretold)}</td>
                  <td className="end figure">{`${percent(band.happened)} (${percent(band.low)}\u2013${percent(band.high)})`}</td>
                  <td className={band.verdict === "worse" ? "font-semibold text-bad" : ""}>{named(`monitoring.${band.verdict}`, band.verdict)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {report.vintages.length > 0 && <Vintages vintages={report.vintages} />}
    </div>
  );
}

type Shift = MonitoringReport["shifts"][number];

/** What moved in words, then every feature, the furthest first. */
function Shifts({ shifts }: { shifts: Shift[] }) {
  const { t, named, locale } = useWords();
  const value = (amount: number | undefined, unit: string | undefined) => (amount === undefined
    ? "\u2013"
    : amount.toLocaleString(locale, unit === "share" || unit === "change"
      ? { style: "percent", maximumFractionDigits: 0 } : { maximumFractionDigits: Math.abs(amount) < 1 ? 3 : 1 }));
  const label = (shift: Shift) => named(`feature.${shift.name}`, shift.name);
  const sorted = [...shifts].sort((a, b) => b.index - a.index);
  const moved = sorted.filter((shift) => shift.verdict === "shifted" || shift.verdict === "moving");
  return (
    <>
      <ul className="mt-2" data-moved={moved.length}>
        {moved.length === 0 && <li>{t("monitoring.nothing")}</li>}
        {moved.map((shift) => (
          <li key={shift.name} className={shift.verdict === "shifted" ? "font-semibold text-bad" : ""}>
            {t("monitoring.moved", {
              feature: label(shift), before: value(shift.median_before, shift.unit), now: value(shift.median_now, shift.unit),
            })}
            {shift.known_before !== shift.known_now && shift.known_now !== undefined && (
              <>{" "}{t("monitoring.known", { feature: label(shift), before: value(shift.known_before, "share"), now: value(shift.known_now, "share") })}</>
            )}
          </li>
        ))}
      </ul>
      <WideTable label={t("monitoring.shifts")} className="mt-2">
        <table className="table">
          <caption className="text-start text-soft">{t("monitoring.shifts")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("score.feature")}</th><th scope="col" className="end">{t("monitoring.before")}</th>
              <th scope="col" className="end">{t("monitoring.this_month")}</th><th scope="col" className="end">{t("monitoring.index")}</th>
              <th scope="col">{t("monitoring.verdict")}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((shift) => (
              <tr key={shift.name}>
                <td>{label(shift)}</td>
                <td className="end figure">{value(shift.median_before, shift.unit)}</td>
                <td className="end figure">{value(shift.median_now, shift.unit)}</td>
                <td className="end figure">{shift.index.toFixed(3)}</td>
                <td className={shift.verdict === "shifted" ? "font-semibold text-bad" : ""}>{named(`monitoring.${shift.verdict}`, shift.verdict)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </>
  );
}
