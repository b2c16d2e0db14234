import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field, TextField } from "../../components/Field";
import { Notice, ProblemNotice } from "../../components/Notice";
import { isFailure, upload } from "../../lib/api/client";
import type { Failure } from "../../lib/api/client";
import { to } from "../../lib/api/operations";
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
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [lacking, setLacking] = useState("");
  const submit = async () => {
    const pack = await packed(files);
    if (typeof pack === "string") return setLacking(pack);
    setBusy(true);
    setLacking("");
    setProblem(null);
    try {
      await upload(to("model.register", { id, name: name.trim() }), pack, "application/json", id);
      invalidate("/api/models");
      navigate(`/models/${id}`);
    } catch (error) {
      if (!isFailure(error)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
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
