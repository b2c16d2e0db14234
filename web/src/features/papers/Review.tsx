import { useEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { Button } from "../../components/Button";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Problem } from "../../lib/api/client";
import { to } from "../../lib/api/operations";
import type { Paper } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { useDraft } from "../../lib/draft";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { isTaken } from "../../lib/problem";
import { invalidate } from "../../lib/resource";
import { Link, navigate } from "../../lib/router";
import { useIdentity } from "../../lib/session";
import { acceptance } from "./acceptance";
import { Booking } from "./Booking";
import { Codes } from "./Codes";
import { Duplicates } from "./Duplicates";
import { LinesTable } from "./LinesTable";
import { RejectDialog } from "./RejectDialog";
import { byDoubt, draftOf, isField, readValue, warningsOf } from "./reviewDraft";
import type { FieldName, ReviewDraft } from "./reviewDraft";
import { ReviewField } from "./ReviewField";
import { ReviewPicture } from "./ReviewPicture";

/** The picture beside what was read from it. Enter goes on, Ctrl+Enter accepts. */
export function Review({ paper }: { paper: Paper }) {
  const { t, marks } = useWords();
  const { organisation } = useIdentity();
  const initial = useMemo(() => draftOf(paper, newID(), organisation.base_currency, marks), [paper, organisation, marks]);
  const draft = useDraft<ReviewDraft>(`review:${paper.id}`, initial);
  const order = useMemo(() => byDoubt(paper), [paper]);
  const [focus, setFocus] = useState<FieldName | null>(null);
  const [rejecting, setRejecting] = useState(false);
  const accept = useCommand();
  const form = useRef<HTMLFormElement>(null);
  const begin = () => draft.begin({ ...initial, document_id: newID() });
  useEffect(() => {
    if (!(accept.problem instanceof Problem)) return;
    // Accepted before, here or by somebody else: the page shows what came of it.
    if (["paper_accepted", "paper_state"].includes(accept.problem.code)) {
      draft.begin({ ...initial, document_id: newID() });
      invalidate("/api/papers");
    } else if (isTaken(accept.problem)) {
      change({ document_id: newID() });
    }
  }, [accept.problem]);
  const warnings = warningsOf(draft.value, organisation.base_currency, marks);

  const change = (part: Partial<ReviewDraft>) => draft.change({ ...draft.value, ...part });
  const set = (name: FieldName, value: string) =>
    change({ fields: { ...draft.value.fields, [name]: value }, seen: withName(draft.value.seen, name) });
  const isBookable = paper.document_id !== undefined || draft.value.kind !== "credit_note";
  const submit = async () => {
    if (!isBookable) return;
    const body = acceptance(draft.value, marks);
    const done = await accept.perform(to("paper.accept", { id: paper.id }), body);
    if (!done) return;
    draft.forget();
    invalidate("/api/");
    navigate(`/documents/${done.value.document_id}`);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.current?.requestSubmit();
    }
  };

  return (
    <div className="grid gap-x-8 gap-y-4 desk:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]" onKeyDown={press}>
      <ReviewPicture paper={paper} focus={focus} onPick={focusField} />
      <form
        ref={form} className="min-w-0" onSubmit={(event) => { event.preventDefault(); void submit(); }}
        aria-label={t("review.form")}
      >
        <Before paper={paper} onBegin={draft.restored ? begin : undefined} values={draft.value.fields} onFix={set} />
        <Duplicates paper={paper} draft={draft.value} />
        <div className="ruled">
          {order.map((name) => (
            <ReviewField
              key={name} name={name} paper={paper} value={draft.value.fields[name]}
              seen={draft.value.seen.includes(name)} error={accept.at(`/${name}`)} currency={draft.value.fields.currency}
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
        <LinesTable lines={draft.value.lines} currency={draft.value.fields.currency} onChange={(lines) => change({ lines })} at={accept.at} />
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
function Before({ paper, onBegin, values, onFix }: {
  paper: Paper; onBegin?: () => void; values: ReviewDraft["fields"];
  onFix: (name: FieldName, value: string) => void;
}) {
  const { t, named, marks } = useWords();
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
      {onBegin && (
        <Notice signal="plain" title={t("review.restored")} action={<Button onClick={onBegin}>{t("draft.begin_again")}</Button>} />
      )}
      {(paper.reading?.warnings ?? []).map((warning) => {
        const proposal = readValue(warning.field ?? "", warning.proposal ?? "", marks);
        return (<Notice
          key={warning.code + warning.message} signal="warn"
          title={named(`warning.${warning.code}`, warning.message)}
          action={isField(warning.field) && proposal && values[warning.field] !== proposal && (
            <Button onClick={() => isField(warning.field) && onFix(warning.field, proposal)}>
              {t("review.fix", { field: t(`field.${warning.field}`), value: proposal })}
            </Button>
          )}
        />);
      })}
    </div>
  );
}

function withName(seen: FieldName[], name: FieldName): FieldName[] {
  return seen.includes(name) ? seen : [...seen, name];
}

function focusField(name: string): void {
  document.querySelector<HTMLElement>(`[data-field="${name}"]`)?.focus();
}
