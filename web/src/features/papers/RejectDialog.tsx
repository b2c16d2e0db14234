import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { navigate } from "../../lib/router";

export function RejectDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const reject = useCommand();
  const submit = async () => {
    const done = await reject.perform(to("paper.reject", { id }), { reason: reason.trim() });
    if (!done) return;
    invalidate("/api/papers", "/api/home");
    navigate("/papers");
  };
  return (
    <Dialog title={t("paper.reject")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <p>{t("paper.reject_hint")}</p>
        <TextField label={t("field.reason")} required autoFocus value={reason} error={reject.at("/reason")}
          onChange={(event) => setReason(event.target.value)} />
        {reject.problem && <ProblemNotice problem={reject.problem} />}
        <Button type="submit" weight="danger" busy={reject.busy} disabled={reason.trim() === ""}>{t("paper.reject")}</Button>
      </form>
    </Dialog>
  );
}
