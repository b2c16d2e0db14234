import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { FoundField, useSearch } from "../../components/FoundField";
import { ProblemNotice } from "../../components/Notice";
import { ask, to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";

/** Keeps an attribute apart from everything that scores; nobody can read it back. */
export function KeepAttribute({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const search = useSearch();
  const list = useResource(ask("score.list", compact({ search: search.settled, limit: 200 })));
  const [entity, setEntity] = useState("");
  const [attribute, setAttribute] = useState("");
  const [value, setValue] = useState("");
  const keep = useCommand();
  const people = list.value && { ...list.value, items: list.value.items.map((item) => item.entity) };
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
        <FoundField label={t("fairness.whose")} empty={t("fairness.choose")} value={entity} error={keep.at("/entity_id")}
          from={{ ...list, value: people }} search={search} onChange={setEntity} />
        <TextField label={t("fairness.attribute")} hint={t("fairness.attribute_hint")} required maxLength={40} value={attribute}
          error={keep.at("/attribute")} onChange={(event) => setAttribute(event.target.value)} />
        <TextField label={t("fairness.group")} required maxLength={40} value={value}
          error={keep.at("/value")} onChange={(event) => setValue(event.target.value)} />
        {keep.problem && <ProblemNotice problem={keep.problem} />}
        <Button type="submit" weight="main" busy={keep.busy}
          disabled={entity === "" || attribute.trim() === "" || value.trim() === ""}>
          {t("fairness.keep")}
        </Button>
      </form>
    </Dialog>
  );
}
