import { useState } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";

/** Chooses another password with the code that whoever runs the server handed out. */
export function Recover() {
  const { t } = useWords();
  const [form, setForm] = useState({ recovery: "", password: "" });
  const [done, setDone] = useState<{ email: string; asks_code: boolean } | null>(null);
  const recover = useCommand();
  const submit = async () => {
    const reply = await recover.perform(to("auth.recover"), { ...form, recovery: form.recovery.trim() });
    if (reply) setDone(reply.value);
  };
  if (done) {
    return (
      <Page title={t("recover.title")} narrow>
        <p role="status">{t(done.asks_code ? "recover.done_code" : "recover.done", { email: done.email })}</p>
        <ButtonLink href="/sign-in" weight="main" className="mt-4">{t("sign_in.action")}</ButtonLink>
      </Page>
    );
  }
  return (
    <Page title={t("recover.title")} lead={t("recover.lead")} narrow>
      <form className="grid max-w-[480px] gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <TextField label={t("field.recovery")} required autoComplete="off" spellCheck={false} dir="ltr"
          hint={t("recover.none")} value={form.recovery} error={recover.at("/recovery")}
          onChange={(event) => setForm({ ...form, recovery: event.target.value })} />
        <TextField label={t("field.password")} type="password" autoComplete="new-password" required
          hint={t("recover.password_hint")} value={form.password} error={recover.at("/password")}
          onChange={(event) => setForm({ ...form, password: event.target.value })} />
        {recover.problem && <ProblemNotice problem={recover.problem} />}
        <Button type="submit" weight="main" busy={recover.busy}>{t("recover.submit")}</Button>
      </form>
    </Page>
  );
}
