import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { SelectField, TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { to } from "../../lib/api/operations";
import type { ScoreRecord } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { today } from "../../lib/day";
import { useWords } from "../../lib/language";

/** Keeps what became of the loan, once: reports and the table to train on are made of it. */
export function KeepOutcome({ score, onClose }: { score: ScoreRecord; onClose: () => void }) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState("good");
  const [day, setDay] = useState(today());
  const keep = useCommand();
  const submit = async () => {
    const done = await keep.perform(to("score.outcome", { id: score.id }), { is_bad: outcome === "bad", day });
    if (done) onClose();
  };
  return (
    <Dialog title={t("outcome.title")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <p className="text-soft">{t("outcome.lead")}</p>
        <SelectField label={t("outcome.what")} value={outcome} onChange={(event) => setOutcome(event.target.value)}>
          <option value="good">{t("outcome.good")}</option>
          <option value="bad">{t("outcome.bad")}</option>
        </SelectField>
        <TextField label={t("outcome.day")} type="date" required max={today()} value={day} error={keep.at("/day")}
          onChange={(event) => setDay(event.target.value)} />
        {keep.problem && <ProblemNotice problem={keep.problem} />}
        <Button type="submit" weight="main" busy={keep.busy} disabled={day === ""}>{t("outcome.keep")}</Button>
      </form>
    </Dialog>
  );
}
