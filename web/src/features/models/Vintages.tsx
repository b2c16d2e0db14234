import { WideTable } from "../../components/WideTable";
import type { MonitoringReport } from "../../lib/api/types";
import { useWords } from "../../lib/language";

type Vintage = MonitoringReport["vintages"][number];

const width = 240;
const height = 120;
/** After so many whole months that followed the month of the score the table looks. */
const stops = [3, 6, 12];

/** Of those scored in one month and whose outcome is known, how many had turned bad after so many
 * months: a line a month of scoring, and the same as a table. */
export function Vintages({ vintages }: { vintages: Vintage[] }) {
  const { t, locale } = useWords();
  const lines = vintages.filter((vintage) => (vintage.bad_after_months?.length ?? 0) > 1).slice(-12);
  const top = Math.max(0.05, ...lines.flatMap((line) => line.bad_after_months?.map((bad) => bad / line.rows) ?? []));
  const last = Math.max(1, ...lines.map((line) => (line.bad_after_months?.length ?? 1) - 1));
  const percent = (share: number) => share.toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 });
  const month = (iso: string) => new Date(`${iso}T00:00:00Z`).toLocaleDateString(locale, { month: "short", year: "numeric", timeZone: "UTC" });
  const after = (vintage: Vintage, months: number) => {
    const bad = vintage.bad_after_months?.[months - 1];
    return bad === undefined ? "\u2013" : percent(bad / vintage.rows);
  };
  return (
    <div className="mt-4" data-vintages={vintages.length}>
      {lines.length > 0 && (
        <figure className="max-w-[360px]" dir="ltr">
          <svg viewBox={`-4 -8 ${width + 44} ${height + 28}`} role="img" aria-label={t("monitoring.vintages")} className="w-full">
            <rect x="0" y="0" width={width} height={height} className="curve-frame" />
            {lines.map((line, place) => (
              <polyline
                key={line.month} fill="none" className={place === lines.length - 1 ? "curve" : "curve-even"}
                points={line.bad_after_months?.map((bad, months) => `${(months / last) * width},${height - (bad / line.rows / top) * height}`).join(" ")}
              />
            ))}
            <text x="0" y={height + 16} className="curve-text">1</text>
            <text x={width} y={height + 16} textAnchor="end" className="curve-text">{last + 1}</text>
            <text x={width + 4} y="6" className="curve-text">{percent(top)}</text>
          </svg>
        </figure>
      )}
      <WideTable label={t("monitoring.vintages")}>
        <table className="table">
          <caption className="text-start text-soft">{t("monitoring.vintages")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("monitoring.vintage")}</th><th scope="col" className="end">{t("models.rows_head")}</th>
              {stops.map((months) => <th key={months} scope="col" className="end">{t("monitoring.after", { months })}</th>)}
              <th scope="col" className="end">{t("monitoring.so_far")}</th>
            </tr>
          </thead>
          <tbody>
            {vintages.map((vintage) => (
              <tr key={vintage.month}>
                <td>{month(vintage.month)}</td><td className="end figure">{vintage.rows}</td>
                {stops.map((months) => <td key={months} className="end figure">{after(vintage, months)}</td>)}
                <td className="end figure">{percent(vintage.bad / vintage.rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </div>
  );
}
