import { Icon } from "../../components/Icon";
import type { Paper } from "../../lib/api/types";
import { useWords } from "../../lib/language";

/** The codes on a paper and what they state, so that nobody needs to believe them unseen. */
export function Codes({ paper }: { paper: Paper }) {
  const { t, named } = useWords();
  const codes = (paper.reading?.codes ?? []).filter((code) => code.kind);
  if (codes.length === 0) return null;
  return (
    <details className="border-b border-rule py-2" data-codes={codes.length}>
      <summary className="flex min-h-11 items-center gap-2 font-semibold">
        <Icon name="shield" />{t("codes.title", { count: codes.length })}
      </summary>
      <ul className="ruled mb-3">
        {codes.map((code) => (
          <li key={code.text} className="grid gap-1 py-2">
            <p className="font-semibold">{named(`codes.${code.kind ?? "other"}`, code.kind ?? "")}{` · ${code.form ?? code.symbology}`}</p>
            {code.supplier_tax_id && <p>{t("field.tax_number")}{": "}<bdi>{code.supplier_tax_id}</bdi></p>}
            {code.control_code && <p>{t("codes.control")}{": "}<bdi className="break-all">{code.control_code}</bdi></p>}
            <p className="break-all text-small text-soft ltr">{code.text.slice(0, 300)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
