import { useMemo, useState } from "react";
import type { KeyboardEvent } from "react";
import { Button } from "../../components/Button";
import { Notice, ProblemNotice } from "../../components/Notice";
import { to } from "../../lib/api/operations";
import type { Paper } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { useDraft } from "../../lib/draft";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { Link, navigate } from "../../lib/router";
import { useIdentity } from "../../lib/session";
import { acceptance } from "./acceptance";
import { Booking } from "./Booking";
import { Codes } from "./Codes";
import { Duplicates } from "./Duplicates";
import { LinesTable } from "./LinesTable";
import { RejectDialog } from "./RejectDialog";
import { byDoubt, draftOf, isField, warningsOf } from "./reviewDraft";
import type { FieldName, ReviewDraft } from "./reviewDraft";
import { ReviewField } from "./ReviewField";
import { ReviewPicture } from "./ReviewPicture";

/** The picture beside what was read from it. Enter goes on, Ctrl+Enter accepts. */
export function Review({ paper }: { paper: Paper }) {
  const { t } = useWords();
  const { organisation } = useIdentity();
  const initial = useMemo(() => draftOf(paper, newID(), organisation.base_currency), [paper, organisation]);
  const draft = useDraft<ReviewDraft>(`review:${paper.id}`, initial);
  const order = useMemo(() => byDoubt(paper), [paper]);
  const [focus, setFocus] = useState<FieldName | null>(null);
  const [rejecting, setRejecting] = useState(false);
  const accept = useCommand();
  const warnings = warningsOf(draft.value, organisation.base_currency);

  const change = (part: Partial<ReviewDraft>) => draft.change({ ...draft.value, ...part });
  const set = (name: FieldName, value: string) =>
    change({ fields: { ...draft.value.fields, [name]: value }, seen: withName(draft.value.seen, name) });
  const isBookable = paper.document_id !== undefined || draft.value.kind !== "credit_note";
  const submit = async () => {
    if (!isBookable) return;
    const body = acceptance(draft.value);
    const done = await accept.perform(to("paper.accept", { id: paper.id }), body);
    if (!done) return;
    draft.forget();
    invalidate("/api/");
    navigate(`/documents/${done.value.document_id}`);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
  };

  return (
    <div className="grid gap-x-8 gap-y-4 desk:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]" onKeyDown={press}>
      <ReviewPicture paper={paper} focus={focus} onPick={focusField} />
      <form
        className="min-w-0" onSubmit={(event) => { event.preventDefault(); void submit(); }}
        aria-label={t("review.form")}
      >
        <Before paper={paper} restored={draft.restored} values={draft.value.fields} onFix={set} />
        <Duplicates paper={paper} draft={draft.value} />
        <div className="ruled">
          {order.map((name) => (
            <ReviewField
              key={name} name={name} paper={paper} value={draft.value.fields[name]}
              seen={draft.value.seen.includes(name)} error={accept.at(`/${name}`)}
              warnings={warnings.filter((warning) => warning.field === name)}
              onChange={(value) => set(name, value)} onFix={set}
              onFocus={() => setFocus(name)}
              onConfirm={() => change({ seen: withName(draft.value.seen, name) })}
            />
          ))}
        </div>
        {paper.document_id && (
          <div className="my-4">
            <Notice signal="plain" icon="paper" title={t("review.attached")}>
              <Link href={`/documents/${paper.document_id}`}>{t("paper.open_document")}</Link>
            </Notice>
          </div>
        )}
        <Codes paper={paper} />
        <LinesTable lines={draft.value.lines} onChange={(lines) => change({ lines })} at={accept.at} />
        {!paper.document_id && <Booking paper={paper} draft={draft.value} change={change} at={accept.at} />}
        <div className="mt-4 grid gap-3">
          {accept.problem && <ProblemNotice problem={accept.problem} />}
          <div className="flex flex-wrap items-center gap-2">
            {isBookable && <Button type="submit" weight="main" icon="check" busy={accept.busy}>{t(paper.document_id ? "review.accept_attached" : "review.accept")}</Button>}
            <Button weight="danger" onClick={() => setRejecting(true)}>{t("paper.reject")}</Button>
          </div>
          <p className="hidden text-small text-soft desk:block">{t("review.keys")}</p>
        </div>
      </form>
      {rejecting && <RejectDialog id={paper.id} onClose={() => setRejecting(false)} />}
    </div>
  );
}

/** What should be known before looking at the fields. */
function Before({ paper, restored, values, onFix }: {
  paper: Paper; restored: boolean; values: ReviewDraft["fields"];
  onFix: (name: FieldName, value: string) => void;
}) {
  const { t, named } = useWords();
  return (
    <div className="grid gap-3 pb-3 empty:hidden">
      {paper.duplicate_of && (
        <Notice signal="warn" title={t("review.duplicate")}>
          <Link href={`/papers/${paper.duplicate_of}`}>{t("review.duplicate_open")}</Link>
        </Notice>
      )}
      {paper.former_document_id && (
        <Notice signal="plain" icon="paper" title={t("review.returned")}>
          <Link href={`/documents/${paper.former_document_id}`}>{t("review.returned_open")}</Link>
        </Notice>
      )}
      {paper.reading?.taught_by && (
        <p className="text-small text-soft">
          {t("review.taught")}{" "}
          <Link href={`/parties/${paper.reading.taught_by.id}`}><bdi>{paper.reading.taught_by.name}</bdi></Link>
        </p>
      )}
      {restored && <Notice signal="plain" title={t("review.restored")} />}
      {(paper.reading?.warnings ?? []).map((warning) => (
        <Notice
          key={warning.code + warning.message} signal="warn"
          title={named(`warning.${warning.code}`, warning.message)}
          action={isField(warning.field) && warning.proposal && values[warning.field] !== warning.proposal && (
            <Button onClick={() => isField(warning.field) && onFix(warning.field, warning.proposal ?? "")}>
              {t("review.fix", { field: t(`field.${warning.field}`), value: warning.proposal })}
            </Button>
          )}
        />
      ))}
    </div>
  );
}

function withName(seen: FieldName[], name: FieldName): FieldName[] {
  return seen.includes(name) ? seen : [...seen, name];
}

function focusField(name: string): void {
  document.querySelector<HTMLElement>(`[data-field="${name}"]`)?.focus();
}
