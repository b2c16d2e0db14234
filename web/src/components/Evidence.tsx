import type { Evidence as EvidenceShape } from "../lib/api/types";
import { useWords } from "../lib/language";
import { AnswerText } from "./AnswerText";
import { Icon } from "./Icon";

/** Said by somebody else than whoever shows the paper. */
const strong = ["acknowledgement"];

/** How well it is witnessed, in a sentence, and on demand which field came from where. */
export function Evidence({ of: evidence }: { of: EvidenceShape }) {
  const { t, named, instant } = useWords();
  const sure = strong.includes(evidence.grade);
  const differing = (evidence.differs ?? []).map((name) => named(`field.${name}`, name)).join(", ");
  return (
    <details data-evidence={evidence.grade}>
      <summary className="flex min-h-11 items-center gap-2">
        <span className={sure ? "text-good" : "text-soft"}><Icon name={sure ? "shield" : "doubt"} /></span>
        <span>{evidence.differs && evidence.grade === "statement" ? t("evidence.disagrees") : named(`evidence.${evidence.grade}`, evidence.grade)}</span>
      </summary>
      {evidence.differs
        ? <p className="max-w-[560px] text-warn" data-differs={evidence.differs.join(" ")}>{t("evidence.differs", { fields: differing })}</p>
        : <p className="max-w-[560px] text-soft">{named(`evidence_why.${evidence.grade}`, "")}</p>}
      {evidence.acknowledgement && <AnswerText of={evidence.acknowledgement} />}
      {evidence.checked_by && evidence.checked_at && (
        <p className="text-soft">{t("evidence.checked", { name: evidence.checked_by, at: instant(evidence.checked_at) })}</p>
      )}
      {evidence.fields.length > 0 && (
        <ul className="ruled my-2 max-w-[560px]">
          {evidence.fields.map((field) => (
            <li key={field.name} className="flex justify-between gap-4 py-1">
              <span>{named(`field.${field.name}`, field.name)}</span>
              <span className="text-soft">{named(`source.${field.source ?? "person"}`, field.source ?? "")}</span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
