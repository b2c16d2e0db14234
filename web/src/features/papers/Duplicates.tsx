import { useState } from "react";
import { Button } from "../../components/Button";
import { Notice } from "../../components/Notice";
import { ask } from "../../lib/api/operations";
import { sentCurrency } from "../../lib/api/types";
import type { Duplicate, Paper } from "../../lib/api/types";
import { compact } from "../../lib/compact";
import { isDay } from "../../lib/day";
import { exponent } from "../../lib/money";
import { useSettled } from "../../lib/settled";
import { useWords } from "../../lib/language";
import { useResource } from "../../lib/resource";
import { Link } from "../../lib/router";
import { readNumber } from "../../lib/typed";
import type { ReviewDraft } from "./reviewDraft";
import { SideBySide } from "./SideBySide";

/** What this paper may repeat, asked again as the fields change. It warns and never stops anybody. */
export function Duplicates({ paper, draft }: { paper: Paper; draft: ReviewDraft }) {
  const { t, marks } = useWords();
  const { fields } = draft;
  const currency = fields.currency.trim().toUpperCase();
  const asked = useSettled(ask("paper.duplicates", {
    id: paper.id,
    ...compact({
      supplier: fields.supplier.trim(), number: fields.number.trim(),
      date: isDay(fields.date) ? fields.date : "", total: readNumber(fields.total, marks, exponent(currency)).value,
      currency: /^[A-Z]{3}$/.test(currency) ? sentCurrency(currency) : null,
    }),
  }), 500);
  const found = useResource(asked);
  const list = found.value?.items ?? paper.duplicates ?? [];
  const [beside, setBeside] = useState<string | null>(null);
  if (list.length === 0) return null;
  return (
    <div className="grid gap-3" data-duplicates>
      {list.slice(0, 3).map((other) => (
        <Notice
          key={other.paper_id ?? other.document_id} signal="warn" title={t("duplicate.title")}
          action={(
            <div className="flex flex-wrap gap-2">
              {other.paper_id && (
                <Button
                  icon="zoom" aria-expanded={beside === other.paper_id}
                  onClick={() => setBeside(beside === other.paper_id ? null : other.paper_id ?? null)}
                >
                  {t(beside === other.paper_id ? "duplicate.close" : "duplicate.compare")}
                </Button>
              )}
            </div>
          )}
        >
          <Sentence of={other} />
          {beside !== null && beside === other.paper_id && <SideBySide paper={paper} other={beside} />}
        </Notice>
      ))}
    </div>
  );
}

/** Which one it may repeat, and why. */
export function Sentence({ of: other }: { of: Duplicate }) {
  const { t, named } = useWords();
  const name = [other.document_number, other.supplier, other.number].filter(Boolean).join(" · ");
  const address = other.document_id ? `/documents/${other.document_id}` : `/papers/${other.paper_id ?? ""}`;
  return (
    <p>
      <Link href={address}><bdi>{name || t("papers.untitled")}</bdi></Link>
      {": "}
      {other.reasons.map((reason) => named(`duplicate.${reason}`, reason)).join(", ")}
    </p>
  );
}
