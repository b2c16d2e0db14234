import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import type { ModelDetail } from "../../lib/api/types";
import { saveFile } from "../../lib/file";
import { useWords } from "../../lib/language";

type Bin = ModelDetail["curve"][number];
type Gain = ModelDetail["gains"][number];

const size = 240;
const fewest = 20;

/** What was foretold against what happened: on the line, the model is as good as its word. */
export function CalibrationCurve({ bins }: { bins: Bin[] }) {
  const { t, locale } = useWords();
  const shown = (share: number) => percent(share, locale);
  const top = Math.min(1, Math.max(...bins.map((bin) => Math.max(bin.share, bin.mean_probability))) * 1.1);
  const place = (x: number, y: number): [number, number] => [(x / top) * size, size - (y / top) * size];
  return (
    <Figure
      label={t("models.calibration_label")} x={t("models.foretold")} y={t("models.happened")} top={top}
      name="calibration.csv" head={["rows", "mean_probability", "share"]}
      rows={bins.map((bin) => [bin.rows, bin.mean_probability, bin.share])}
      heads={[t("models.rows_head"), t("models.foretold"), t("models.happened")]}
      shown={bins.map((bin) => [String(bin.rows), shown(bin.mean_probability), `${shown(bin.share)}${bin.rows < fewest ? ` (${t("models.few")})` : ""}`])}
    >
      <line x1="0" y1={size} x2={size} y2="0" className="curve-even" />
      <polyline points={bins.map((bin) => place(bin.mean_probability, bin.share).join(",")).join(" ")} className="curve" />
      {bins.map((bin) => {
        const [x, y] = place(bin.mean_probability, bin.share);
        return <circle key={`${x}`} cx={x} cy={y} r={bin.rows < fewest ? 3 : 5} className={bin.rows < fewest ? "curve-thin" : "curve-dot"} />;
      })}
    </Figure>
  );
}

/** Of the riskiest applicants, how many of the bad are among them. */
export function GainsCurve({ points }: { points: Gain[] }) {
  const { t, locale } = useWords();
  const shown = (share: number) => percent(share, locale);
  return (
    <Figure
      label={t("models.gains_label")} x={t("models.gains_rows")} y={t("models.gains_bad")} top={1}
      name="gains.csv" head={["rows", "bad", "good"]} rows={points.map((point) => [point.rows, point.bad, point.good])}
      heads={[t("models.gains_rows"), t("models.gains_bad"), t("models.gains_good")]}
      shown={points.map((point) => [shown(point.rows), shown(point.bad), shown(point.good)])}
    >
      <line x1="0" y1={size} x2={size} y2="0" className="curve-even" />
      <polyline points={points.map((point) => `${point.rows * size},${size - point.bad * size}`).join(" ")} className="curve" />
    </Figure>
  );
}

/** A square picture with its axes named, its table twin and its CSV. Axes run left to right in
 * every language, as in every textbook. */
function Figure({ label, x, y, top, name, head, rows, heads, shown, children }: {
  label: string; x: string; y: string; top: number; name: string; head: string[]; rows: number[][];
  heads: string[]; shown: string[][]; children: ReactNode;
}) {
  const { t, locale } = useWords();
  const save = () => saveFile(
    new Blob([[head, ...rows].map((row) => row.join(",")).join("\r\n"), "\r\n"], { type: "text/csv" }), name);
  return (
    <>
      <figure className="max-w-[360px]" dir="ltr">
        <figcaption className="text-small text-soft" dir="auto">{y}</figcaption>
        <svg viewBox={`-4 -8 ${size + 44} ${size + 32}`} role="img" aria-label={label} className="w-full">
          <rect x="0" y="0" width={size} height={size} className="curve-frame" />
          {children}
          <text x={size} y={size + 18} textAnchor="end" className="curve-text">{percent(top, locale)}</text>
          <text x="0" y={size + 18} className="curve-text">0</text>
          <text x={size + 4} y="6" className="curve-text">{percent(top, locale)}</text>
        </svg>
        <p className="text-end text-small text-soft" dir="auto">{x}</p>
      </figure>
      <details className="mt-2 max-w-[560px]">
        <summary className="min-h-11 content-center text-accent">{t("score.table")}</summary>
        <table className="table">
          <thead><tr>{heads.map((one) => <th key={one} scope="col" className="end">{one}</th>)}</tr></thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.join()}>{row.map((cell, place) => <td key={heads[place]} className="end figure">{cell}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </details>
      <div className="no-print mt-2"><Button icon="download" onClick={save}>{t("action.csv")}</Button></div>
    </>
  );
}

function percent(share: number, locale: string): string {
  const places = share < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: places, maximumFractionDigits: places }).format(share);
}
