import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { AnswerText } from "../../components/AnswerText";
import { DayText } from "../../components/Day";
import { DocumentLines } from "../../components/DocumentLines";
import { Money } from "../../components/Money";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loading, Page, Section } from "../../components/Page";
import { send, Unreachable } from "../../lib/api/client";
import { to } from "../../lib/api/operations";
import type { AcknowledgementQuestion } from "../../lib/api/types";
import { useAttempt } from "../../lib/attempt";
import { useWords } from "../../lib/language";
import { minorUnits } from "../../lib/money";
import { AnswerForm } from "./AnswerForm";

/** Where a seller's link leads its buyer: the invoice, and whether it is owed. No account is needed. */
export function Acknowledge() {
  const { t } = useWords();
  const token = useFragment();
  const [question, setQuestion] = useState<AcknowledgementQuestion | null>(null);
  const { run, problem } = useAttempt();
  const load = useCallback(async () => {
    setQuestion(null);
    const found = await run(() => send(to("acknowledgement.open"), { token }));
    if (found) setQuestion(found.value);
  }, [run, token]);
  useEffect(() => { void load(); }, [load]);

  return (
    <Page title={t("acknowledge.title")} narrow lead={question && t("acknowledge.lead", { seller: question.invoice.seller })}>
      {problem && (
        <ProblemNotice problem={problem} retry={problem instanceof Unreachable ? () => void load() : undefined} />
      )}
      {!problem && !question && <Loading rows={6} />}
      {question && (
        <>
          <Invoice question={question} />
          {question.answer
            ? <Given answer={question.answer} />
            : <AnswerForm token={token} question={question} onAnswer={(answer) => setQuestion({ ...question, answer })} />}
        </>
      )}
    </Page>
  );
}

/** What stands behind the `#`: it never leaves the browser by itself. */
function useFragment(): string {
  return useSyncExternalStore(
    (listener) => {
      addEventListener("hashchange", listener);
      return () => removeEventListener("hashchange", listener);
    },
    () => location.hash.slice(1),
  );
}

function Invoice({ question: { invoice, expires_at } }: { question: AcknowledgementQuestion }) {
  const { t, instant } = useWords();
  const isCredited = minorUnits(invoice.credited.amount, invoice.currency) !== 0n;
  const rows: [string, ReactNode][] = [
    [t("field.seller"), <bdi key="seller">{invoice.seller}</bdi>],
    [t("field.buyer"), <bdi key="buyer">{invoice.buyer}</bdi>],
    [t("field.number"), <bdi key="number" className="reference">{invoice.number}</bdi>],
    [t("field.date"), <DayText key="day" day={invoice.day} />],
    [t("field.due_date"), invoice.due_day && <DayText day={invoice.due_day} />],
    [t("field.note"), invoice.note && <bdi>{invoice.note}</bdi>],
    [t("acknowledge.credited"), isCredited && <Money value={invoice.credited} />],
    [t("acknowledge.amount"), <Money key="owed" value={invoice.owed} />],
  ];
  return (
    <>
      <dl className="ruled mb-6">
        {rows.filter(([, content]) => content).map(([name, content]) => (
          <div key={name} className="grid grid-cols-[minmax(96px,1fr)_2fr] gap-4 py-2">
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0 font-semibold">{content}</dd>
          </div>
        ))}
      </dl>
      <DocumentLines document={invoice} />
      <p className="mb-6 text-small text-soft">{t("acknowledge.until", { at: instant(expires_at) })}</p>
    </>
  );
}

function Given({ answer }: { answer: NonNullable<AcknowledgementQuestion["answer"]> }) {
  const { t } = useWords();
  return (
    <Section title={t("acknowledge.given")}>
      <Notice signal={answer.choice === "owed" ? "good" : "plain"} title={t("acknowledge.kept")}>
        <AnswerText of={answer} />
      </Notice>
    </Section>
  );
}
