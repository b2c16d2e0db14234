import { useState } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { SelectField, TextField } from "./Field";
import { ProblemNotice } from "./Notice";
import { to } from "../lib/api/operations";
import type { ScoreRecord } from "../lib/api/types";
import { useCommand } from "../lib/command";
import { newID } from "../lib/id";
import { useWords } from "../lib/language";
import { invalidate } from "../lib/resource";
import { navigate } from "../lib/router";

const decisions = ["approved", "worse_terms", "declined"] as const;
type Decision = (typeof decisions)[number];

/**
 * Keeps what was decided. Whatever is adverse makes the notice that the applicant must get.
 * A score that answered a contest is about the contested loan alone, without a reference where that had none.
 */
export function Decide({ score, contested, onClose }: { score: ScoreRecord; contested?: { loan?: string | undefined }; onClose: () => void }) {
  const { t } = useWords();
  const [decision, setDecision] = useState<Decision>("approved");
  const [reason, setReason] = useState("");
  const [loan, setLoan] = useState(contested?.loan ?? "");
  const [id] = useState(newID);
  const decide = useCommand();
  const against = isOverride(decision, score.band);
  const adverse = decision !== "approved";
  // A notice must say why: where nothing in the score does, the decider does.
  const needed = against || (adverse && score.reasons.length === 0 && score.points !== undefined);
  const submit = async () => {
    const done = await decide.perform(to("score.decide", { id: score.id }), {
      decision_id: id, decision, ...((against || adverse) && reason.trim() !== "" ? { override_reason: reason.trim() } : {}),
      ...(loan.trim() === "" ? {} : { loan: loan.trim() }),
    });
    if (!done) return;
    invalidate("/api/notices", "/api/score");
    onClose();
    if (done.value.notice_id) navigate(`/notices/${done.value.notice_id}`);
  };
  return (
    <Dialog title={t(contested ? "decision.again" : "decision.title")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <SelectField label={t("decision.what")} value={decision}
          onChange={(event) => setDecision(event.target.value as Decision)}>
          {decisions.map((one) => <option key={one} value={one}>{t(`decision.${one}`)}</option>)}
        </SelectField>
        {adverse && <p className="text-soft">{t("decision.notice_follows")}</p>}
        {(against || adverse) && (
          <TextField
            label={adverse ? t("decision.because") : t("decision.override")} required={needed}
            hint={[against ? t("decision.override_hint", { band: score.band ?? "" }) : "", adverse ? t("decision.because_hint") : ""].join(" ").trim()}
            maxLength={500} value={reason} error={decide.at("/override_reason")} onChange={(event) => setReason(event.target.value)}
          />
        )}
        {contested === undefined ? (
          <TextField label={t("decision.loan")} hint={t("decision.loan_hint")} maxLength={40} value={loan}
            error={decide.at("/loan")} onChange={(event) => setLoan(event.target.value)} />
        ) : loan !== "" && <p className="text-soft"><bdi>{t("loan.of", { loan })}</bdi></p>}
        {decide.problem && <ProblemNotice problem={decide.problem} />}
        <Button type="submit" weight="main" busy={decide.busy} disabled={needed && reason.trim() === ""}>
          {t("decision.keep")}
        </Button>
      </form>
    </Dialog>
  );
}

/** As the server has it: A to C suggest approval, D and E do not. */
function isOverride(decision: Decision, band: string | undefined): boolean {
  if (band === undefined) return false;
  return "ABC".includes(band) ? decision === "declined" : decision === "approved";
}
