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

type Decided = Reply<"score.history">["items"][number];

/** Keeps what became of a loan, once, on the score that it was decided with. */
export function KeepOutcome({ id, score, onClose }: { id: string; score?: ScoreRecord; onClose: () => void }) {
  const { t } = useWords();
  const decided = useResource(ask("score.history", { entity_id: id, decided: true }));
  return (
    <Dialog title={t("outcome.title")} onClose={onClose}>
      <Loaded from={decided} rows={3}>
        {({ items }) => {
          const open = items.filter((item) => item.is_bad === undefined);
          if (open.length === 0 && !score) return <p className="text-soft">{t("outcome.none")}</p>;
          return <Form score={score} open={open} onClose={onClose} />;
        }}
      </Loaded>
    </Dialog>
  );
}

/** The score on the page is offered too: a loan may have been given on it without a word here. */
function Form({ score, open, onClose }: { score?: ScoreRecord; open: Decided[]; onClose: () => void }) {
  const { t, day: dayText } = useWords();
  const scores = !score || open.some((item) => item.id === score.id)
    ? open : [...open, { id: score.id, as_of: score.as_of, decision: undefined }];
  const [chosen, setChosen] = useState(scores[0].id);
  const [outcome, setOutcome] = useState("good");
  const [day, setDay] = useState(today());
  const keep = useCommand();
  const submit = async () => {
    const done = await keep.perform(to("score.outcome", { id: chosen }), { is_bad: outcome === "bad", day });
    if (!done) return;
    invalidate("/api/score");
    onClose();
  };
  return (
    <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <p className="text-soft">{t("outcome.lead")}</p>
      <SelectField label={t("outcome.which")} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        {scores.map((item) => (
          <option key={item.id} value={item.id}>
            {t("outcome.of", {
              day: dayText(item.as_of), decision: item.decision ? t(`decision.${item.decision}`) : t("outcome.undecided"),
            })}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("outcome.what")} value={outcome} onChange={(event) => setOutcome(event.target.value)}>
        <option value="good">{t("outcome.good")}</option>
        <option value="bad">{t("outcome.bad")}</option>
      </SelectField>
      <TextField label={t("outcome.day")} type="date" required max={today()} value={day} error={keep.at("/day")}
        min={scores.find((item) => item.id === chosen)?.as_of} onChange={(event) => setDay(event.target.value)} />
      {keep.problem && <ProblemNotice problem={keep.problem} />}
      <Button type="submit" weight="main" busy={keep.busy} disabled={day === ""}>{t("outcome.keep")}</Button>
    </form>
  );
}
