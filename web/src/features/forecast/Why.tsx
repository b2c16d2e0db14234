import { Money } from "../../components/Money";
import { Section } from "../../components/Page";
import { WideTable } from "../../components/WideTable";
import type { CashBasis, CashForecast } from "../../lib/core/cash";
import { useWords } from "../../lib/language";
import { Link } from "../../lib/router";
import { chanceText } from "./chance";

type Part = CashForecast["weeks"][number]["parts"][number];

interface Props {
  forecast: CashForecast;
  selected: number;
  basis: CashBasis;
}

/** What moves one week, down to the papers; the lines sum to the change. */
export function Why({ forecast, selected, basis }: Props) {
  const { t, day, locale } = useWords();
  const week = forecast.weeks[selected];
  const start = selected === 0 ? forecast.opening : forecast.weeks[selected - 1].expected;
  return (
    <Section title={t("forecast.why", { day: day(week.end) })}>
      <WideTable label={t("forecast.why", { day: day(week.end) })} data-why>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("forecast.cause")}</th>
              <th scope="col" className="end">{forecast.currency}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{t("forecast.expected_start")}</td>
              <td className="end"><Money value={start} bare /></td>
            </tr>
            {week.parts.map((part) => (
              <tr key={`${part.cause}${part.direction}${part.subject ?? ""}`}>
                <td>
                  <Cause part={part} basis={basis} />
                  {part.papers.length > 0 && (
                    <ul className="text-small text-soft">
                      {part.papers.slice(0, 4).map((paper) => (
                        <li key={paper.id}>
                          <Link href={`/documents/${paper.id}`} className="reference text-accent underline">{paper.number}</Link>
                          {` ${t("forecast.paper_chance", { chance: chanceText(paper.chance, locale) })}`}
                        </li>
                      ))}
                      {part.paper_count > 4 && <li>{t("forecast.more_papers", { count: part.paper_count - 4 })}</li>}
                    </ul>
                  )}
                </td>
                <td className="end"><Money value={part.amount} bare /></td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>{t("forecast.expected_end")}</td>
              <td className="end"><Money value={week.expected} bare /></td>
            </tr>
          </tfoot>
        </table>
      </WideTable>
      <p className="mt-2 text-small text-soft">{t("forecast.expected_hint")}</p>
      {week.short_chance > 0 && (
        <p className="mt-1">{t("forecast.short_by", { chance: chanceText(week.short_chance, locale) })}</p>
      )}
    </Section>
  );
}

/** What the money comes from, in words; how its payer is known to pay, where papers are open. */
function Cause({ part, basis }: { part: Part; basis: CashBasis }) {
  const { t } = useWords();
  const name = part.name || t("forecast.planned");
  if (part.cause === "trade") return <>{t(part.direction === "in" ? "forecast.trade_in" : "forecast.trade_out")}</>;
  if (part.cause === "item") return <>{t("forecast.item", { name })}</>;
  const habit = basis.habits.find((one) => one.party === part.subject && one.direction === part.direction);
  const place = habit ? habit.unpaid.findIndex((chance) => chance <= 500_000) : -1;
  const days = place - 45;
  return (
    <>
      <Link href={`/parties/${part.subject ?? ""}`} className="text-accent underline">
        {t(part.direction === "in" ? "forecast.papers_in" : "forecast.papers_out", { name })}
      </Link>
      {habit && place >= 0 && (
        <span className="block text-small text-soft">
          {t(days > 0 ? "forecast.usually_late" : "forecast.usually_early", { days: Math.abs(days), count: habit.papers })}
        </span>
      )}
    </>
  );
}
