import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { SelectField, TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { ask, to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";

/** Keeps an attribute apart from everything that scores; nobody can read it back. */
export function KeepAttribute({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const list = useResource(ask("score.list", {}));
  const [entity, setEntity] = useState("");
  const [attribute, setAttribute] = useState("");
  const [value, setValue] = useState("");
  const keep = useCommand();
  const items = list.value?.items ?? [];
  const submit = async () => {
    const done = await keep.perform(to("fairness.record"), {
      entity_id: entity, attribute: attribute.trim().toLowerCase(), value: value.trim().toLowerCase(),
    });
    if (!done) return;
    invalidate("/api/protected-attributes", "/api/fairness");
    onClose();
  };
  return (
    <Dialog title={t("fairness.keep")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <p className="text-soft">{t("fairness.keep_lead")}</p>
        <SelectField label={t("fairness.whose")} required value={entity} onChange={(event) => setEntity(event.target.value)}>
          <option value="">{t("fairness.choose")}</option>
          {items.map((item) => <option key={item.entity.id} value={item.entity.id}>{item.entity.name}</option>)}
        </SelectField>
        <TextField label={t("fairness.attribute")} hint={t("fairness.attribute_hint")} required maxLength={40} value={attribute}
          error={keep.at("/attribute")} onChange={(event) => setAttribute(event.target.value)} />
        <TextField label={t("fairness.group")} required maxLength={40} value={value}
          error={keep.at("/value")} onChange={(event) => setValue(event.target.value)} />
        {list.problem && <ProblemNotice problem={list.problem} retry={list.reload} />}
        {keep.problem && <ProblemNotice problem={keep.problem} />}
        <Button type="submit" weight="main" busy={keep.busy}
          disabled={entity === "" || attribute.trim() === "" || value.trim() === ""}>
          {t("fairness.keep")}
        </Button>
      </form>
    </Dialog>
  );
}
