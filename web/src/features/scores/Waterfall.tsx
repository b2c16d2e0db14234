import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { WideTable } from "../../components/WideTable";
import type { ScoreRecord } from "../../lib/api/types";
import { saveFile } from "../../lib/file";
import { useWords } from "../../lib/language";
import { csv, signed } from "./figures";
import { course } from "./course";
import type { Course, Step } from "./course";

/** How the points come about. The picture is a list that reads aloud; the table says it again. */
export function Waterfall({ score }: { score: ScoreRecord }) {
  const { t } = useWords();
  const way = course(score);
  const save = () => saveFile(csv([
    ["feature", "label", "value", "points", "withheld"],
    ["base", t("score.base"), "", way.base, 0],
    ...score.contributions.map((part) => [part.feature, part.label, part.shown, part.points, part.withheld]),
    ["score", t("score.total"), "", way.end, 0],
  ]), `score-${score.as_of}-${score.entity.id}.csv`);
  return (
    <>
      <ol className="max-w-[800px]" data-waterfall aria-label={t("score.waterfall")}>
        <Line label={t("score.base")} figure={String(way.wholeBase)} way={way}>
          <Mark at={way.base} way={way} />
        </Line>
        {way.steps.map((step) => (
          <Line key={step.feature} label={step.label} shown={step.shown} figure={signed(step.whole)} way={way}>
            <Bar step={step} way={way} />
          </Line>
        ))}
        <Line label={t("score.total")} figure={String(way.end)} way={way} strong>
          <Mark at={way.end} way={way} />
        </Line>
      </ol>
      <details className="mt-3 max-w-[800px]">
        <summary className="min-h-11 content-center text-accent">{t("score.table")}</summary>
        <Table score={score} way={way} />
      </details>
      <div className="no-print mt-2"><Button icon="download" onClick={save}>{t("action.csv")}</Button></div>
    </>
  );
}

function Line({ label, shown, figure, strong = false, children }: {
  label: string; shown?: string; figure: string; way: Course; strong?: boolean; children: ReactNode;
}) {
  return (
    <li className={`grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-t border-rule py-1
      wide:grid-cols-[240px_minmax(0,1fr)_56px] ${strong ? "border-b font-semibold" : ""}`}>
      <span className="min-w-0">{label}{shown && <span className="text-small text-soft">{" "}<bdi>{shown}</bdi></span>}</span>
      <span dir="ltr" className="figure text-end wide:order-3 rtl:text-start">{figure}</span>
      <span aria-hidden="true" className="relative col-span-2 block h-5 wide:order-2 wide:col-span-1">{children}</span>
    </li>
  );
}

function share(points: number, way: Course): number {
  return ((points - way.low) / (way.high - way.low)) * 100;
}

function Mark({ at, way }: { at: number; way: Course }) {
  return (
    <span className="absolute inset-y-0 w-1 bg-ink" style={{ insetInlineStart: `calc(${share(at, way)}% - 2px)` }} />
  );
}

/** Good and bad differ by place and sign too; the hatched part waits for proof. */
function Bar({ step, way }: { step: Step; way: Course }) {
  const [low, high] = [Math.min(step.from, step.to), Math.max(step.from, step.to)];
  const width = share(high, way) - share(low, way);
  const waits = step.points > 0 ? (step.withheld / step.points) * width : 0;
  return (
    <>
      <span className="absolute inset-y-1/2 border-t border-rule" style={{ insetInline: 0 }} />
      <span
        className={`absolute inset-y-0.5 ${step.points < 0 ? "bar-bad" : "bar-good"}`}
        style={{ insetInlineStart: `${share(low, way)}%`, width: `${width - waits}%` }}
      />
      {waits > 0 && (
        <span
          className="bar-waiting absolute inset-y-0.5"
          style={{ insetInlineStart: `${share(high, way) - waits}%`, width: `${waits}%` }}
        />
      )}
    </>
  );
}

function Table({ score, way }: { score: ScoreRecord; way: Course }) {
  const { t } = useWords();
  return (
    <WideTable label={t("score.waterfall")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("score.feature")}</th>
            <th scope="col" className="end">{t("score.value")}</th>
            <th scope="col" className="end">{t("score.points")}</th>
            <th scope="col" className="end">{t("score.withheld")}</th>
          </tr>
        </thead>
        <tbody>
          <tr><td>{t("score.base")}</td><td /><td className="end figure">{way.wholeBase}</td><td /></tr>
          {score.contributions.map((part) => (
            <tr key={part.feature}>
              <td>{part.label}</td>
              <td className="end"><bdi>{part.shown}</bdi></td>
              <td className="end figure"><bdi dir="ltr">{signed(way.whole.get(part.feature) ?? 0)}</bdi></td>
              <td className="end figure">{part.withheld >= 0.5 ? Math.round(part.withheld) : ""}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr><td>{t("score.total")}</td><td /><td className="end figure">{way.end}</td><td /></tr>
        </tfoot>
      </table>
    </WideTable>
  );
}
