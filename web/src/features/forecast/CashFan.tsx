import { useEffect, useRef, useState } from "react";
import type { PointerEvent } from "react";
import { area, cashScale, line } from "../../components/CashLine";
import type { CashForecast } from "../../lib/core/cash";
import { daysBetween } from "../../lib/day";
import { useWords } from "../../lib/language";
import { direction } from "../../lib/languages";

interface Props {
  shown: CashForecast;
  /** As things stand, while `shown` is a scenario. */
  usual: CashForecast | null;
  selected: number;
  select: (week: number) => void;
}

const height = 300;

/** Four in five courses of the money lie in the band; the line is the middle of all. */
export function CashFan({ shown, usual, selected, select }: Props) {
  const { t, language, locale, day } = useWords();
  const [box, width] = useWidth();
  const mirrored = direction(language) === "rtl";
  const values = (forecast: CashForecast, pick: "p10" | "p50" | "p90") =>
    [Number(forecast.opening.amount), ...forecast.weeks.map((week) => Number(week[pick].amount))];
  const [low, middle, high] = [values(shown, "p10"), values(shown, "p50"), values(shown, "p90")];
  const before = usual ? values(usual, "p50") : [];
  // The scale covers the usual band too, so that a scenario does not make the picture jump.
  const usualBand = usual ? [...values(usual, "p10"), ...values(usual, "p90")] : [];
  const weeks = shown.weeks.length;
  const narrow = width < 480;
  // Arabic writes "million" out beside the axis.
  const start = (narrow ? 44 : 56) + (mirrored ? 20 : 0);
  const frame = { width, height, top: 20, bottom: 28, start, end: narrow ? 12 : 120, mirrored };
  const scale = cashScale([...low, ...high, ...usualBand], weeks, frame);
  const points = (list: number[]) => list.map((value, week): [number, number] => [scale.x(week), scale.y(value)]);
  const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const outward = mirrored ? -1 : 1;
  const last = weeks - 1;
  const pick = (event: PointerEvent<SVGSVGElement>) => {
    const along = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const place = ((mirrored ? width - along : along) - frame.start) / (width - frame.start - frame.end);
    select(Math.min(Math.max(Math.ceil(place * weeks) - 1, 0), last));
  };
  const shortage = shown.shortage && shown.shortage.chance >= 0.1 ? shown.shortage : null;
  const shortAt = shortage ? scale.x(daysBetween(shown.as_of, shortage.day) / 7) : 0;
  const labels = [
    { name: t("forecast.above"), y: scale.y(high[weeks]) },
    { name: t("forecast.middle"), y: scale.y(middle[weeks]) },
    { name: t("forecast.below"), y: scale.y(low[weeks]) },
  ];
  return (
    <div ref={box} dir="ltr">
      <svg
        width={width} height={height} role="img" className="block touch-pan-y"
        direction={mirrored ? "rtl" : "ltr"}
        aria-label={t("forecast.picture", { currency: shown.currency })}
        onPointerMove={pick} onPointerDown={pick}
      >
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={scale.x(0)} x2={scale.x(weeks)} y1={scale.y(tick)} y2={scale.y(tick)}
              stroke={tick === 0 ? "var(--ink)" : "var(--rule)"} strokeWidth={tick === 0 ? 1.5 : 1}
            />
            <text
              x={scale.x(0) - 8 * outward} y={scale.y(tick) + 4} textAnchor="end"
              fontSize="12" fill="var(--soft)"
            >
              {short.format(tick)}
            </text>
          </g>
        ))}
        <path d={area(points(high), points(low))} fill="var(--accent)" opacity="0.18" data-band />
        <path d={line(points(high))} fill="none" stroke="var(--accent)" strokeWidth="1" opacity="0.6" />
        <path d={line(points(low))} fill="none" stroke="var(--accent)" strokeWidth="1" opacity="0.6" />
        {usual && (
          <path
            d={line(points(before))} fill="none" stroke="var(--soft)" strokeWidth="2" strokeDasharray="6 4" data-usual
          />
        )}
        <path d={line(points(middle))} fill="none" stroke="var(--accent)" strokeWidth="2.5" data-middle />
        <g>
          <line x1={scale.x(selected + 1)} x2={scale.x(selected + 1)} y1={frame.top} y2={height - frame.bottom} stroke="var(--edge)" />
          <circle cx={scale.x(selected + 1)} cy={scale.y(middle[selected + 1])} r="5" fill="var(--accent)" />
        </g>
        {shortage && (
          <g data-short>
            <line x1={shortAt} x2={shortAt} y1={frame.top} y2={height - frame.bottom} stroke="var(--bad)" strokeWidth="2" strokeDasharray="2 3" />
            <text x={shortAt} y={14} textAnchor="middle" fontSize="12" fontWeight="600" fill="var(--bad)">
              {day(shortage.day)}
            </text>
          </g>
        )}
        {!narrow && apart(labels).map((label) => (
          <text
            key={label.name} x={scale.x(weeks) + 8 * outward} y={label.y + 4} textAnchor="start" fontSize="12"
            fill="var(--ink)"
          >
            {label.name}
          </text>
        ))}
        <text x={scale.x(0)} y={height - 8} textAnchor="start" fontSize="12" fill="var(--soft)">{day(shown.as_of)}</text>
        <text x={scale.x(weeks)} y={height - 8} textAnchor="end" fontSize="12" fill="var(--soft)">
          {day(shown.weeks[last].end)}
        </text>
      </svg>
      {narrow && <p className="text-small text-soft" dir="auto">{t("forecast.band_hint")}</p>}
    </div>
  );
}

/** Labels that would touch move apart. */
function apart<T extends { y: number }>(labels: T[]): T[] {
  let floor = -Infinity;
  return labels.map((label) => {
    const y = Math.max(label.y, floor + 16);
    floor = y;
    return { ...label, y };
  });
}

function useWidth(): [React.RefObject<HTMLDivElement>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(680);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(Math.floor(entry.contentRect.width), 240)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, width];
}
