import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field, TextField } from "../../components/Field";
import { Notice, ProblemNotice } from "../../components/Notice";
import { upload } from "../../lib/api/client";
import { to } from "../../lib/api/operations";
import { useAttempt } from "../../lib/attempt";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { navigate } from "../../lib/router";
import { packed } from "./pack";

/** Sends the files of a model folder: model.txt, and calibration.json and card.json beside it. */
export function RegisterModel({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [files, setFiles] = useState<File[]>([]);
  const [id] = useState(newID);
  const { run, problem, busy } = useAttempt();
  const [lacking, setLacking] = useState("");
  const submit = async () => {
    const pack = await packed(files);
    if (typeof pack === "string") return setLacking(pack);
    setLacking("");
    const where = to("model.register", { id, name: name.trim() });
    if (!(await run(() => upload(where, pack, "application/json", id)))) return;
    invalidate("/api/models");
    navigate(`/models/${id}`);
  };
  return (
    <Dialog title={t("models.register")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <TextField label={t("models.name")} required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        <Field label={t("models.files")} hint={t("models.files_hint")}>
          {(wiring) => (
            <input {...wiring} type="file" multiple required className="control" accept=".txt,.json"
              onChange={(event) => setFiles([...(event.target.files ?? [])])} />
          )}
        </Field>
        {lacking !== "" && <Notice signal="bad" title={t("models.lacks", { file: lacking })} />}
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" weight="main" busy={busy} disabled={name.trim() === "" || files.length === 0}>
          {t("models.register")}
        </Button>
      </form>
    </Dialog>
  );
}
