import { useState } from "react";
import { Button } from "../../components/Button";
import { TextField } from "../../components/Field";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Section } from "../../components/Page";
import { QRCode } from "../../components/QRCode";
import { to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { useSession } from "../../lib/session";

interface Enrolment { secret: string; address: string }

/** A second step at sign-in: a code from an authenticator app. */
export function TwoSteps() {
  const { t } = useWords();
  const { identity, refresh } = useSession();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const command = useCommand();
  const on = identity?.has_totp ?? false;

  const begin = async () => {
    const done = await command.perform(to("totp.start"), { password });
    if (!done) return;
    setPassword("");
    setEnrolment(done.value);
  };
  const confirm = async () => {
    if (!(await command.perform(to("totp.confirm"), { code: code.trim() }))) return;
    setEnrolment(null);
    setCode("");
    await refresh();
  };
  const end = async () => {
    if (!(await command.perform(to("totp.remove"), { password }))) return;
    setPassword("");
    await refresh();
  };
  const passwordField = (
    <TextField
      label={t("field.password")} type="password" autoComplete="current-password" value={password} required
      error={command.at("/password")} onChange={(event) => setPassword(event.target.value)}
    />
  );
  const codeField = (
    <TextField
      label={t("field.code")} inputMode="numeric" autoComplete="one-time-code" value={code} required
      error={command.at("/code")} onChange={(event) => setCode(event.target.value)}
    />
  );

  return (
    <Section title={t("settings.two_steps")}>
      {command.problem && <ProblemNotice problem={command.problem} />}
      {on && (
        <form className="grid gap-3" onSubmit={(event) => { event.preventDefault(); void end(); }}>
          <Notice signal="good" title={t("settings.two_steps_on")} />
          {passwordField}
          <div><Button type="submit" weight="danger" busy={command.busy}>{t("settings.two_steps_end")}</Button></div>
        </form>
      )}
      {!on && !enrolment && (
        <form className="grid gap-3" onSubmit={(event) => { event.preventDefault(); void begin(); }}>
          <p className="text-soft">{t("settings.two_steps_hint")}</p>
          {passwordField}
          <div><Button type="submit" icon="shield" busy={command.busy}>{t("settings.two_steps_begin")}</Button></div>
        </form>
      )}
      {!on && enrolment && (
        <form className="grid gap-3" onSubmit={(event) => { event.preventDefault(); void confirm(); }}>
          <p>{t("settings.two_steps_scan")}</p>
          <div className="w-48"><QRCode text={enrolment.address} label={t("settings.two_steps_code")} /></div>
          <p className="ltr"><code>{enrolment.secret}</code></p>
          {codeField}
          <div><Button type="submit" weight="main" busy={command.busy}>{t("settings.two_steps_confirm")}</Button></div>
        </form>
      )}
    </Section>
  );
}
