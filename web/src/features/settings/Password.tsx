import { useState } from "react";
import { Button } from "../../components/Button";
import { TextField } from "../../components/Field";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Section } from "../../components/Page";
import { to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";

const empty = { password: "", new_password: "" };

export function Password() {
  const { t } = useWords();
  const [form, setForm] = useState(empty);
  const [done, setDone] = useState(false);
  const change = useCommand();
  const submit = async () => {
    setDone(false);
    if (!(await change.perform(to("user.password"), form))) return;
    setForm(empty);
    setDone(true);
    invalidate("/api/devices");
  };
  return (
    <Section title={t("settings.password")}>
      <details>
        <summary className="min-h-11 content-center text-accent">{t("settings.password_change")}</summary>
        <form className="grid gap-3 pt-2" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
          <TextField label={t("field.password")} type="password" autoComplete="current-password" required
            value={form.password} error={change.at("/password")}
            onChange={(event) => setForm({ ...form, password: event.target.value })} />
          <TextField label={t("field.new_password")} type="password" autoComplete="new-password" required
            hint={t("register.password_hint")} value={form.new_password} error={change.at("/new_password")}
            onChange={(event) => setForm({ ...form, new_password: event.target.value })} />
          {change.problem && <ProblemNotice problem={change.problem} />}
          {done && <Notice signal="good" title={t("settings.password_changed")} />}
          <div><Button type="submit" busy={change.busy}>{t("settings.password_change")}</Button></div>
          <p className="text-small text-soft">{t("settings.password_hint")}</p>
        </form>
      </details>
    </Section>
  );
}
