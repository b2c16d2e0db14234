import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { SelectField, TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { Loaded } from "../../components/Page";
import { ask, to } from "../../lib/api/operations";
import type { Reply } from "../../lib/api/operations";
import type { ScoreRecord } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { today } from "../../lib/day";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";
import { loansOf } from "./loans";

type Decided = Reply<"score.history">["items"][number];
/** A loan whose outcome is open, on the score that it was decided with. */
type Open = Pick<Decided, "id" | "as_of"> & Pick<Decided["loans"][number], "loan" | "decision">;

/** Keeps what became of a loan, once, on the score that it was decided with. */
export function KeepOutcome({ id, score, onClose }: { id: string; score?: ScoreRecord; onClose: () => void }) {
  const { t } = useWords();
  const decided = useResource(ask("score.history", { entity_id: id, decided: true }));
  return (
    <Dialog title={t("outcome.title")} onClose={onClose}>
      <Loaded from={decided} rows={3}>
        {({ items }) => {
          const open = openLoans(items, score);
          if (open.length === 0) return <p className="text-soft">{t("outcome.none")}</p>;
          return <Form open={open} onClose={onClose} />;
        }}
      </Loaded>
    </Dialog>
  );
}

/** The score on the page is offered too where nothing was decided on it: a loan may have been given on it without a word here. */
function openLoans(items: Decided[], score?: ScoreRecord): Open[] {
  const open = items.flatMap((item) => loansOf(item)
    .filter((loan) => loan.decision !== undefined && loan.is_bad === undefined)
    .map(({ loan, decision }) => ({ id: item.id, as_of: item.as_of, loan, decision })));
  return !score || items.some((item) => item.id === score.id) ? open : [...open, { id: score.id, as_of: score.as_of }];
}

function Form({ open, onClose }: { open: Open[]; onClose: () => void }) {
  const { t, day: dayText } = useWords();
  const [place, setPlace] = useState(0);
  const { id, loan, as_of: first } = open[place];
  const [outcome, setOutcome] = useState("good");
  const [day, setDay] = useState(today());
  const keep = useCommand();
  const submit = async () => {
    const done = await keep.perform(to("score.outcome", { id }), {
      is_bad: outcome === "bad", day, ...(loan === undefined ? {} : { loan }),
    });
    if (!done) return;
    invalidate("/api/score");
    onClose();
  };
  return (
    <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <p className="text-soft">{t("outcome.lead")}</p>
      <SelectField label={t("outcome.which")} value={place} onChange={(event) => setPlace(Number(event.target.value))}>
        {open.map((item, index) => {
          const decision = item.decision ? t(`decision.${item.decision}`) : t("outcome.undecided");
          return (
            <option key={`${item.id} ${item.loan ?? ""}`} value={index}>
              {item.loan === undefined
                ? t("outcome.of", { day: dayText(item.as_of), decision })
                : t("outcome.of_loan", { day: dayText(item.as_of), loan: item.loan, decision })}
            </option>
          );
        })}
      </SelectField>
      <SelectField label={t("outcome.what")} value={outcome} onChange={(event) => setOutcome(event.target.value)}>
        <option value="good">{t("outcome.good")}</option>
        <option value="bad">{t("outcome.bad")}</option>
      </SelectField>
      <TextField label={t("outcome.day")} type="date" required max={today()} value={day} error={keep.at("/day")}
        min={first} onChange={(event) => setDay(event.target.value)} />
      {keep.problem && <ProblemNotice problem={keep.problem} />}
      <Button type="submit" weight="main" busy={keep.busy} disabled={day === ""}>{t("outcome.keep")}</Button>
    </form>
  );
}
