import { useWords } from "../lib/language";
import { Icon } from "./Icon";

export type Certainty = "sure" | "check" | "missing";

/** From 0.9 on the reader was right on nearly all test receipts; below that a person looks. */
export function certainty(confidence: number, value: string | null): Certainty {
  if (value === null || value === "") return "missing";
  return confidence >= 0.9 ? "sure" : "check";
}

const looks = {
  sure: { icon: "sure", className: "text-good" },
  check: { icon: "doubt", className: "text-warn" },
  missing: { icon: "missing", className: "text-bad" },
} as const;

/** A word and a mark; the percentage on demand. */
export function Confidence({ of, confidence, calm = false }: {
  of: Certainty;
  confidence?: number;
  /** A paper need not have this: missing is no cause for worry. */
  calm?: boolean;
}) {
  const { t, locale } = useWords();
  const percent = confidence === undefined || of === "missing" ? undefined
    : new Intl.NumberFormat(locale, { style: "percent" }).format(confidence);
  return (
    <span className={`inline-flex items-center gap-1 text-small font-semibold ${
      calm && of === "missing" ? "text-soft" : looks[of].className}`} title={percent}>
      <Icon name={looks[of].icon} size={16} />
      {t(`confidence.${of}`)}
    </span>
  );
}
