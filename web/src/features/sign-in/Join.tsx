import { useState } from "react";
import { Button } from "../../components/Button";
import { TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { Problem } from "../../lib/api/client";
import { to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { navigate } from "../../lib/router";
import { useSession } from "../../lib/session";
import { wantsCode } from "./code";

/** Takes up an invitation: with a new password, or with that of the account that somebody has. */
export function Join() {
  const { t } = useWords();
  const { refresh } = useSession();
  const [form, setForm] = useState({ invitation: "", password: "", code: "" });
  const join = useCommand();
  const submit = async () => {
    const { code, password } = form;
    const body = { invitation: form.invitation.trim(), password, ...(code.trim() ? { code: code.trim() } : {}) };
    if (!(await join.perform(to("auth.join"), body))) return;
    await refresh();
    navigate("/", true);
  };
  return (
    <Page title={t("join.title")} lead={t("join.lead")} narrow>
      <form className="grid max-w-[480px] gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <TextField label={t("field.invitation")} required autoComplete="off" spellCheck={false} dir="ltr"
          value={form.invitation} error={join.at("/invitation")}
          onChange={(event) => setForm({ ...form, invitation: event.target.value })} />
        <TextField label={t("field.password")} type="password" autoComplete="new-password" required
          hint={t("join.password_hint")} value={form.password} error={join.at("/password")}
          onChange={(event) => setForm({ ...form, password: event.target.value })} />
        {(form.code !== "" || (join.problem instanceof Problem && wantsCode(join.problem.code))) && (
          <TextField label={t("field.code")} required inputMode="numeric" autoComplete="one-time-code" value={form.code}
            error={join.at("/code")} onChange={(event) => setForm({ ...form, code: event.target.value })} />
        )}
        {join.problem && <ProblemNotice problem={join.problem} />}
        <Button type="submit" weight="main" busy={join.busy}>{t("join.submit")}</Button>
      </form>
    </Page>
  );
}
