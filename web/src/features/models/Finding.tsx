import type { ModelCheck } from "../../lib/api/types";
import { useWords } from "../../lib/language";

/** What a check saw, in the reader's language; an earlier release kept it in English only. */
export function Finding({ check }: { check: ModelCheck }) {
  const { t, named } = useWords();
  const { finding } = check;
  if (!finding) return <span className="block text-small text-soft" lang="en" dir="auto">{check.detail}</span>;
  const { code, rows = 0, least = 0, rest = 0, area, names = [] } = finding;
  const key = code === "rows" && area === undefined ? "rows_only" : code === "unknown" && rest > 0 ? "unknown_more" : code;
  const values = { rows, least, rest, area: area?.toFixed(4) ?? "", names: names.join(t("list.comma")) };
  return <span className="block break-words text-small text-soft" dir="auto">{named(`model.finding.${key}`, check.detail, values)}</span>;
}
