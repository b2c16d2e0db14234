import { ButtonLink } from "../../components/Button";
import { area, cashScale, line } from "../../components/CashLine";
import { Icon } from "../../components/Icon";
import { useMoney } from "../../components/Money";
import type { Reply } from "../../lib/api/operations";
import { useWords } from "../../lib/language";
import { direction } from "../../lib/languages";
import { Link } from "../../lib/router";

type Ahead = Reply<"forecast.read">;

/** A shortage that is not unlikely needs somebody now. */
export function isShort(ahead: Ahead | null): boolean {
  return (ahead?.shortage?.chance ?? 0) >= 0.1;
}

/** The day of shortage as a sentence with one action. */
export function CashShortage({ ahead }: { ahead: Ahead }) {
  const { t, day, locale } = useWords();
  const money = useMoney();
  if (!ahead.shortage || !isShort(ahead)) return null;
  const { chance, amount } = ahead.shortage;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const values = { day: day(ahead.shortage.day), chance: percent.format(chance), amount: money(amount) };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <span className={chance >= 0.5 ? "text-bad" : "text-warn"}><Icon name={chance >= 0.5 ? "bad" : "warn"} size={24} /></span>
      <p className="min-w-0 flex-[1_1_220px]">{t("home.cash_short", values)}</p>
      <ButtonLink href="/forecast">{t("action.see_why")}</ButtonLink>
    </div>
  );
}

const [width, height] = [160, 48];

/** The next weeks as a small line: a door to the forecast. */
export function CashSpark({ ahead }: { ahead: Ahead }) {
  const { t, language, day } = useWords();
  const money = useMoney();
  const start = Number(ahead.opening.amount);
  const list = (pick: "p10" | "p50" | "p90") => [start, ...ahead.weeks.map((week) => Number(week[pick].amount))];
  const frame = { width, height, top: 4, bottom: 4, start: 2, end: 2, mirrored: direction(language) === "rtl" };
  const scale = cashScale([...list("p10"), ...list("p90")], ahead.weeks.length, frame);
  const points = (values: number[]) => values.map((value, week): [number, number] => [scale.x(week), scale.y(value)]);
  const last = ahead.weeks[ahead.weeks.length - 1];
  const said = t("forecast.week_value", {
    day: day(last.end), p10: money(last.p10), p50: money(last.p50), p90: money(last.p90),
  });
  return (
    <Link href="/forecast" className="row-link flex min-h-14 items-center justify-between gap-4 px-1 py-2" data-spark>
      <span className="text-accent underline underline-offset-4">{t("home.cash_ahead")}</span>
      <svg width={width} height={height} role="img" aria-label={said}>
        <path d={area(points(list("p90")), points(list("p10")))} fill="var(--accent)" opacity="0.18" />
        <line x1={scale.x(0)} x2={scale.x(ahead.weeks.length)} y1={scale.y(0)} y2={scale.y(0)} stroke="var(--edge)" />
        <path d={line(points(list("p50")))} fill="none" stroke="var(--accent)" strokeWidth="2" />
      </svg>
    </Link>
  );
}
