import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { Notice, ProblemNotice } from "../../components/Notice";
import { download, exchange } from "../../lib/api/client";
import { ask, to } from "../../lib/api/operations";
import { useAttempt } from "../../lib/attempt";
import { saveFile } from "../../lib/file";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";

const fileName = "outcomes.csv";
const train = `commons train --input ${fileName} --target bad`;

/** The table that `commons train` takes: features of the books with outcomes, of past loans or of kept scores. */
export function OutcomeTable({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [loans, setLoans] = useState<File | null>(null);
  const { run, problem, busy } = useAttempt();
  const [changed, setChanged] = useState(0);
  const save = async () => {
    // A browser gives no bytes of a file that was edited since it was chosen.
    const list = await loans?.arrayBuffer().catch(() => null);
    if (list === null) {
      setLoans(null);
      setChanged(changed + 1);
      return;
    }
    const made = await run(() => (list === undefined
      ? download(ask("score.table"))
      : exchange(to("score.table_of"), new Blob([list]), "text/csv", newID())));
    if (made) saveFile(made.value, fileName);
  };
  return (
    <Dialog title={t("models.table")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <p className="text-soft">{t("models.table_lead")}</p>
        <Field label={t("models.loans")} hint={t("models.loans_hint")}>
          {(wiring) => (
            <input {...wiring} key={changed} type="file" className="control" accept=".csv,text/csv"
              onChange={(event) => setLoans(event.target.files?.[0] ?? null)} />
          )}
        </Field>
        {changed > 0 && loans === null && <Notice signal="bad" title={t("models.loans_changed")} />}
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" weight="main" icon="download" busy={busy}>
          {loans === null ? t("models.table_scores") : t("models.table_loans")}
        </Button>
        <p className="text-small text-soft">{t("models.table_then")} <code className="ltr">{train}</code></p>
      </form>
    </Dialog>
  );
}
