import { Button } from "../../components/Button";
import { useMoney } from "../../components/Money";
import { Notice } from "../../components/Notice";
import { ask } from "../../lib/api/operations";
import { useWords } from "../../lib/language";
import { minorUnits } from "../../lib/money";
import { useResource } from "../../lib/resource";
import { Link } from "../../lib/router";
import type { Draft } from "./draft";
import { draftWithReading, longestWord } from "./readDraft";

/** What the draft's own paper says, and one press that takes it over. */
export function ReadPaper({ id, draft, onTake }: { id: string; draft: Draft; onTake: (draft: Draft) => void }) {
  const { t, marks } = useWords();
  const money = useMoney();
  const paper = useResource(ask("paper.show", { id }));
  const fields = paper.value?.reading?.fields;
  const word = longestWord(fields?.supplier.value);
  const parties = useResource(word === "" ? null : ask("party.list", { search: word, limit: 200 }));
  if (!paper.value || !fields) return null;
  const currency = fields.currency.value ?? draft.currency;
  const total = fields.total.value;
  const amount = total && minorUnits(total, currency) !== null ? money({ amount: total, currency }) : total;
  const said = [fields.supplier.value, fields.number.value, fields.date.value, amount].filter(Boolean).join(" · ");
  const take = () => {
    if (paper.value) onTake(draftWithReading(draft, paper.value, parties.value?.items ?? [], marks));
  };
  return (
    <Notice signal="plain" icon="paper" title={t("draft.paper_says", { said })} action={(
      <div className="flex flex-wrap gap-2">
        <Button onClick={take} data-take-reading>{t("draft.take_reading")}</Button>
        <Link href={`/papers/${id}`} className="button button-quiet">{t("draft.open_paper")}</Link>
      </div>
    )}>
      {t("draft.take_hint")}
    </Notice>
  );
}
