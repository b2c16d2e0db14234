import { useState } from "react";
import type { ReactNode } from "react";
import type { useCommand } from "../lib/command";
import { useWords } from "../lib/language";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { TextField } from "./Field";
import { ProblemNotice } from "./Notice";
import { AwaitsApproval } from "../lib/api/client";

interface Props {
  /** What is done, as the button says it. */
  action: string;
  /** What follows from it, in the reader's words. */
  consequence: ReactNode;
  command: ReturnType<typeof useCommand>;
  onReason: (reason: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Something that leaves a trace: the consequence first, then a reason that stays with it. */
export function ReasonDialog({ action, consequence, command, onReason, onClose, children }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const waits = command.problem instanceof AwaitsApproval;
  return (
    <Dialog title={action} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); onReason(reason.trim()); }}>
        <p data-consequence>{consequence}</p>
        {children}
        <TextField label={t("field.reason")} required autoFocus value={reason} error={command.at("/reason")}
          onChange={(event) => setReason(event.target.value)} />
        {command.problem && <ProblemNotice problem={command.problem} />}
        {waits
          ? <Button onClick={onClose}>{t("action.close")}</Button>
          : (
            <Button type="submit" weight="danger" busy={command.busy} disabled={reason.trim() === ""}>
              {action}
            </Button>
          )}
      </form>
    </Dialog>
  );
}
