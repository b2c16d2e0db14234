import { useState } from "react";
import { Button } from "../../components/Button";
import { InstantText } from "../../components/Day";
import { Decide } from "../../components/Decide";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loaded, Page, Section } from "../../components/Page";
import { WideTable } from "../../components/WideTable";
import { ask, to } from "../../lib/api/operations";
import type { NoticeRecord } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { today } from "../../lib/day";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { direction } from "../../lib/languages";
import type { Language } from "../../lib/languages";
import { invalidate, useResource } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useIdentity, useSession } from "../../lib/session";

/** The letter that follows an adverse decision, in the applicant's language, and its contests. */
export function NoticePage({ id }: { id: string }) {
  const { t } = useWords();
  const notice = useResource(ask("notice.read", { id }));
  const found = notice.value;
  return (
    <Page
      title={found ? t("notice.of", { name: found.content.name }) : t("notice.one")}
      lead={found && (
        <>
          <bdi>{found.lender.name}</bdi>{" · "}<InstantText at={found.made_at} />
          {found.loan !== undefined && <>{" · "}<bdi>{t("loan.of", { loan: found.loan })}</bdi></>}
        </>
      )}
      actions={<Button weight="quiet" icon="print" onClick={() => print()}>{t("action.print")}</Button>}
    >
      <Loaded from={notice} rows={8}>
        {(value) => (
          <>
            {value.replaced_by && <Replaced by={value.replaced_by} />}
            <Letter notice={value} />
            <Contests notice={value} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Above the letter, on paper too: what it tells does not count any more. */
function Replaced({ by }: { by: NonNullable<NoticeRecord["replaced_by"]> }) {
  const { t } = useWords();
  return (
    <div className="mb-6 max-w-[640px]" data-replaced={by.decision}>
      <Notice signal="warn" title={t("notice.replaced", { decision: t(`decision.${by.decision}`) })}>
        <p className="text-small text-soft"><InstantText at={by.decided_at} /></p>
        <p className="mt-1">{t("notice.replaced_hint")}</p>
        {by.notice_id && <p className="mt-1"><Link href={`/notices/${by.notice_id}`}>{t("notice.later")}</Link></p>}
      </Notice>
    </div>
  );
}

function Letter({ notice }: { notice: NoticeRecord }) {
  const { t } = useWords();
  const { content, language } = notice;
  // Older notices did not keep their headings, which then stand in the reader's language.
  const heads = content.headings ?? {
    data: t("notice.data"), feature: t("score.feature"), value: t("score.value"), rows: t("score.rows"),
  };
  return (
    <article className="mb-8 max-w-[640px]" lang={language} dir={direction(language as Language)} data-notice={content.decision}>
      <p className="text-lead font-semibold">{content.opening}</p>
      <ol className="my-3 list-decimal ps-6">
        {content.reasons.map((reason) => <li key={reason} className="py-1" dir="auto">{reason}</li>)}
      </ol>
      <p>{content.contest}</p>
      <h2 className="mt-6">{heads.data}</h2>
      <WideTable label={heads.data}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{heads.feature}</th>
              <th scope="col" className="end">{heads.value}</th>
              <th scope="col" className="end">{heads.rows}</th>
            </tr>
          </thead>
          <tbody>
            {content.data.map((datum) => (
              <tr key={datum.feature}><td>{datum.label}</td><td className="end">{datum.shown}</td><td className="end figure">{datum.rows}</td></tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <p className="mt-2 text-small text-soft ltr break-all">
        <code>{`${content.as_of} · ${content.model.slice(0, 16)} · ${content.snapshot_sha256.slice(0, 16)}`}</code>
      </p>
    </article>
  );
}

function Contests({ notice }: { notice: NoticeRecord }) {
  const { t, named } = useWords();
  const { may } = useSession();
  const { organisation } = useIdentity();
  const [writing, setWriting] = useState<"contest" | "answer" | null>(null);
  const open = notice.contests.find((contest) => contest.state === "open");
  const mayContest = may("notice.contest") && !open && !notice.replaced_by && today() <= notice.contest_until;
  const mayDecide = may("score.decide") && notice.lender.id === organisation.id;
  const mayAnswer = mayDecide && open;
  const rescore = notice.contests.map((contest) => contest.rescore_id).filter((one) => one !== undefined).pop();
  return (
    <Section title={t("notice.contests")}>
      {notice.contests.length === 0 && <p className="text-soft">{t("notice.no_contest")}</p>}
      <ul className="ruled max-w-[800px]" data-contests>
        {notice.contests.map((contest) => (
          <li key={contest.id} className="py-2">
            <p className="font-semibold">{named(`contest.${contest.state}`, contest.state)}</p>
            <p><bdi>{contest.statement}</bdi></p>
            {contest.answer && <p className="mt-1"><bdi>{contest.answer}</bdi></p>}
            {contest.answered_at && (
              <p className="figure mt-1">
                {t("contest.points", {
                  before: String(contest.points_before ?? t("score.abstained")), after: String(contest.points_after ?? t("score.abstained")),
                })}
              </p>
            )}
            <p className="text-small text-soft"><InstantText at={contest.answered_at ?? contest.opened_at} /></p>
          </li>
        ))}
      </ul>
      <div className="no-print mt-3 flex gap-2">
        {mayContest && (
          <Button onClick={() => setWriting("contest")}>
            {t(notice.contests.length === 0 ? "contest.write" : "contest.write_again")}
          </Button>
        )}
        {mayAnswer && <Button weight="main" onClick={() => setWriting("answer")}>{t("contest.answer")}</Button>}
        {mayDecide && !open && !notice.replaced_by && rescore && <DecideAgain rescore={rescore} loan={notice.loan} />}
      </div>
      {writing === "contest" && <ContestDialog notice={notice} onClose={() => setWriting(null)} />}
      {writing === "answer" && open && <AnswerDialog id={open.id} onClose={() => setWriting(null)} />}
    </Section>
  );
}

/** The lender's next step after a contest: the same loan, on the score that answered it. */
function DecideAgain({ rescore, loan }: { rescore: string; loan: string | undefined }) {
  const { t } = useWords();
  const [deciding, setDeciding] = useState(false);
  const score = useResource(ask("score.record", { id: rescore }));
  if (!score.value) return null;
  return (
    <>
      <Button weight="main" onClick={() => setDeciding(true)}>{t("decision.again")}</Button>
      {deciding && <Decide score={score.value} contested={{ loan }} onClose={() => setDeciding(false)} />}
    </>
  );
}

function ContestDialog({ notice, onClose }: { notice: NoticeRecord; onClose: () => void }) {
  const { t } = useWords();
  const [id] = useState(newID);
  const contest = useCommand();
  return (
    <TextDialog title={t("contest.write")} label={t("contest.statement")} hint={t("contest.statement_hint")} command={contest} onClose={onClose}
      onText={async (statement) => Boolean(await contest.perform(to("notice.contest", { id: notice.id }), { contest_id: id, statement }))} />
  );
}

function AnswerDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords();
  const answer = useCommand();
  return (
    <TextDialog title={t("contest.answer")} label={t("contest.found")} hint={t("contest.found_hint")} command={answer} onClose={onClose}
      onText={async (text) => Boolean(await answer.perform(to("contest.answer", { id }), { answer: text }))} />
  );
}

function TextDialog({ title, label, hint, command, onText, onClose }: {
  title: string; label: string; hint: string; command: ReturnType<typeof useCommand>;
  onText: (text: string) => Promise<boolean>; onClose: () => void;
}) {
  const [text, setText] = useState("");
  const submit = async () => {
    if (!(await onText(text.trim()))) return;
    invalidate("/api/notices", "/api/home", "/api/score");
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Field label={label} hint={hint}>
          {(wiring) => (
            <textarea {...wiring} required rows={5} maxLength={2000} className="control" value={text}
              onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        {command.problem && <ProblemNotice problem={command.problem} />}
        <Button type="submit" weight="main" busy={command.busy} disabled={text.trim() === ""}>{title}</Button>
      </form>
    </Dialog>
  );
}
