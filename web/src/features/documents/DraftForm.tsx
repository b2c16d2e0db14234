import { useEffect, useMemo, useState } from "react";
import { Button } from "../../components/Button";
import { Earlier } from "../../components/Earlier";
import { TextField } from "../../components/Field";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loaded, Page } from "../../components/Page";
import { PartyChoice } from "../../components/PartyChoice";
import { get } from "../../lib/api/client";
import type { Document } from "../../lib/api/documents";
import { ask, to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { addDays, endOfMonth, today } from "../../lib/day";
import { useDraft } from "../../lib/draft";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { isTaken } from "../../lib/problem";
import { invalidate, useResource } from "../../lib/resource";
import { navigate } from "../../lib/router";
import { useIdentity } from "../../lib/session";
import { bodyOf, draftFrom, emptyDraft, filled } from "./draft";
import type { Draft } from "./draft";
import { DraftLines } from "./DraftLines";
import { ReadPaper } from "./ReadPaper";
import { Totals } from "./Totals";

interface Props { kind: string; id?: string }

/** A new invoice or bill, or one that is still a draft. */
export function DraftForm({ kind, id }: Props) {
  const { t, marks } = useWords();
  const of = kind === "bill" ? "bill" : "invoice";
  const document = useResource(id ? ask("document.read", { id }) : null);
  return (
    <Page title={t(id ? `draft.edit_${of}` : `draft.new_${of}`)}>
      {id
        ? <Loaded from={document}>{(value) => <Form kind={of} initial={draftFrom(value, marks)} paper={value.papers[0]?.id} existing />}</Loaded>
        : <NewForm kind={of} />}
    </Page>
  );
}

function NewForm({ kind }: { kind: "invoice" | "bill" }) {
  const { organisation } = useIdentity();
  const initial = useMemo(
    () => emptyDraft(newID(), organisation.base_currency, today()), [organisation.base_currency]);
  return <Form kind={kind} initial={initial} existing={false} />;
}

interface FormProps { kind: "invoice" | "bill"; initial: Draft; existing: boolean; paper?: string }

function Form({ kind, initial, existing, paper }: FormProps) {
  const { t, marks } = useWords();
  const draft = useDraft<Draft>(existing ? `${kind}:${initial.id}` : `new:${kind}`, initial);
  const { value } = draft;
  const save = useCommand();
  const change = (part: Partial<Draft>) => draft.change({ ...value, ...part });

  const submit = async () => {
    const body = bodyOf(value, kind, marks);
    const { id } = value;
    const done = kind === "bill"
      ? await (existing ? save.perform(to("bill.update", { id }), body)
        : save.perform(to("bill.create"), { id, ...body }))
      : await (existing ? save.perform(to("invoice.update", { id }), body)
        : save.perform(to("invoice.create"), { id, ...body }));
    if (!done) return;
    draft.begin(fresh());
    invalidate("/api/");
    navigate(`/documents/${value.id}`);
  };
  const fresh = () => (existing ? initial : { ...initial, id: newID() });
  // A draft whose answer was lost was saved all the same; what was changed since can be saved there.
  const [earlier, setEarlier] = useState<Document | null>(null);
  const begin = () => {
    draft.begin(fresh());
    setEarlier(null);
    save.clear();
  };
  const isDoubtful = !existing && isTaken(save.problem);
  useEffect(() => {
    if (isDoubtful) get(ask("document.read", { id: value.id })).then(setEarlier, () => undefined);
  }, [isDoubtful, value.id]);

  return (
    <form className="grid gap-6" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      {draft.restored && !earlier && (
        <Notice signal="plain" title={t("draft.restored")} action={<Button onClick={begin}>{t("draft.begin_again")}</Button>} />
      )}
      {paper && <ReadPaper id={paper} draft={value} onTake={draft.change} />}
      <div className="grid max-w-[640px] gap-4">
        <PartyChoice
          label={t(kind === "bill" ? "field.supplier" : "field.customer")} role={kind === "bill" ? "supplier" : "customer"}
          value={value.party_id} error={save.at("/party_id")} onChange={(party_id) => change({ party_id })}
        />
        {kind === "bill" && (
          <TextField label={t("field.supplier_number")} value={value.supplier_number} error={save.at("/supplier_number")}
            onChange={(event) => change({ supplier_number: event.target.value })} />
        )}
        <div className="grid gap-4 wide:grid-cols-2">
          <TextField label={t("field.date")} type="date" required value={value.day} error={save.at("/day")}
            onChange={(event) => change({ day: event.target.value })} />
          <TextField label={t("field.due_date")} type="date" value={value.due_day} error={save.at("/due_day")}
            onChange={(event) => change({ due_day: event.target.value })} />
        </div>
        <div className="flex flex-wrap gap-2" role="group" aria-label={t("field.due_date")}>
          <Button onClick={() => change({ due_day: value.day })}>{t("days.same_day")}</Button>
          <Button onClick={() => change({ due_day: addDays(value.day, 14) })}>{t("days.plus", { days: 14 })}</Button>
          <Button onClick={() => change({ due_day: addDays(value.day, 30) })}>{t("days.plus", { days: 30 })}</Button>
          <Button onClick={() => change({ due_day: endOfMonth(value.day) })}>{t("days.end_of_month")}</Button>
        </div>
      </div>
      <DraftLines draft={value} kind={kind} change={change} at={save.at} />
      <Totals draft={value} kind={kind} />
      <div className="grid max-w-[640px] gap-4">
        <TextField label={t("field.note")} value={value.note} error={save.at("/note")}
          onChange={(event) => change({ note: event.target.value })} />
        {earlier && (
          <Earlier
            title={t("earlier.draft")} hint={t("earlier.draft_hint")} href={`/documents/${earlier.id}`} link={t("earlier.see_document")}
            action={<Button onClick={begin}>{t("draft.begin_again")}</Button>}
          />
        )}
        {save.problem && !earlier && <ProblemNotice problem={save.problem} />}
        <div>
          <Button type="submit" weight="main" busy={save.busy} disabled={filled(value).length === 0 || value.party_id === ""}>
            {t("draft.save")}
          </Button>
        </div>
      </div>
    </form>
  );
}
