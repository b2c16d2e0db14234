import { useState } from "react";
import { Button } from "../../components/Button";
import { Field, SelectField, TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { Section } from "../../components/Page";
import { to } from "../../lib/api/operations";
import type { AcknowledgementQuestion, BuyerAnswer } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { choiceOf, compact } from "../../lib/compact";
import { useWords } from "../../lib/language";
import { useSession } from "../../lib/session";

const reasons = ["not_received", "amount_differs", "paid_already", "not_ours", "other"] as const;

interface Props {
  token: string;
  question: AcknowledgementQuestion;
  onAnswer: (answer: BuyerAnswer) => void;
}

/** Yes or no, why not, and who says so. */
export function AnswerForm({ token, question, onAnswer }: Props) {
  const { t } = useWords();
  const { identity, may } = useSession();
  const [isMember, setMember] = useState(may("document.issue"));
  const [form, setForm] = useState({ choice: "", reason: "", remark: "", name: "", role: "" });
  const command = useCommand();
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const isNo = form.choice === "disputed";
  const choice = choiceOf(["owed", "disputed"] as const, form.choice);
  const ready = choice && (!isNo || form.reason !== "") && (form.reason !== "other" || !isNo || form.remark.trim() !== "");

  const submit = async () => {
    if (!choice) return;
    const answer = {
      token, choice, reason: isNo ? choiceOf(reasons, form.reason) : undefined,
      remark: isNo && form.remark.trim() !== "" ? form.remark.trim() : undefined,
    };
    const done = isMember
      ? await command.perform(to("acknowledgement.confirm"), compact(answer))
      : await command.perform(
        to("acknowledgement.answer"), compact({ ...answer, name: form.name.trim(), role: form.role.trim() }));
    if (done) onAnswer(done.value);
  };

  return (
    <Section title={t("acknowledge.answer")}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <fieldset className="grid gap-1">
          <legend className="mb-1">{t("acknowledge.question", { seller: question.invoice.seller })}</legend>
          {(["owed", "disputed"] as const).map((value) => (
            <label key={value} className="flex min-h-11 items-center gap-3">
              <input type="radio" name="choice" required className="size-5 accent-accent" value={value}
                checked={form.choice === value} onChange={() => change({ choice: value })} />
              {t(`acknowledge.choice.${value}`)}
            </label>
          ))}
        </fieldset>
        {isNo && (
          <>
            <SelectField label={t("acknowledge.why")} required value={form.reason} error={command.at("/reason")}
              onChange={(event) => change({ reason: event.target.value })}>
              <option value="" />
              {reasons.map((reason) => <option key={reason} value={reason}>{t(`buyer.reason.${reason}`)}</option>)}
            </SelectField>
            <Field label={t("acknowledge.remark")} hint={t("acknowledge.remark_hint")} error={command.at("/remark")}>
              {(wiring) => (
                <textarea {...wiring} className="control" maxLength={1000} value={form.remark} required={form.reason === "other"}
                  onChange={(event) => change({ remark: event.target.value })} />
              )}
            </Field>
          </>
        )}
        {isMember && identity ? (
          <p>{t("acknowledge.as_member", { name: identity.user.name, organisation: identity.organisation.name })}</p>
        ) : (
          <>
            <TextField label={t("field.your_name")} required maxLength={200} autoComplete="name" value={form.name}
              error={command.at("/name")} onChange={(event) => change({ name: event.target.value })} />
            <TextField label={t("acknowledge.role")} hint={t("acknowledge.role_hint", { buyer: question.invoice.buyer })} required
              maxLength={100} autoComplete="organization-title" value={form.role} error={command.at("/role")}
              onChange={(event) => change({ role: event.target.value })} />
          </>
        )}
        {command.problem && <ProblemNotice problem={command.problem} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" weight="main" busy={command.busy} disabled={!ready}>{t("acknowledge.send")}</Button>
          {may("document.issue") && (
            <Button weight="quiet" onClick={() => setMember(!isMember)}>
              {t(isMember ? "acknowledge.without_account" : "acknowledge.with_account")}
            </Button>
          )}
        </div>
        <p className="text-small text-soft">{t("acknowledge.once", { seller: question.invoice.seller })}</p>
      </form>
    </Section>
  );
}
