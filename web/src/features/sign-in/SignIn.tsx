import { useState } from "react";
import type { FormEvent } from "react";
import { Button } from "../../components/Button";
import { TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { isFailure, Problem } from "../../lib/api/client";
import type { Failure } from "../../lib/api/client";
import { useWords } from "../../lib/language";
import { fieldWords } from "../../lib/problem";
import { Link, navigate } from "../../lib/router";
import { useSession } from "../../lib/session";
import { wantsCode } from "./code";

export function SignIn() {
  const words = useWords();
  const { t } = words;
  const { signIn } = useSession();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<Failure | null>(null);
  const [asksCode, setAsksCode] = useState(false);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await signIn(email.trim(), password, code.trim() || undefined);
      navigate("/", true);
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (error instanceof Problem && wantsCode(error.code)) setAsksCode(true);
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const at = (pointer: string) => fieldWords(problem, pointer, words);

  return (
    <Page title={t("sign_in.title")} narrow lead={(
      <p>
        {t("sign_in.new_here")} <Link href="/register">{t("register.action")}</Link>
        {" · "}<Link href="/join">{t("join.action")}</Link>
      </p>
    )}>
      <form className="grid max-w-[400px] gap-4" onSubmit={(event) => void submit(event)}>
        <TextField
          label={t("field.email")} type="email" name="email" autoComplete="username" required
          autoCapitalize="none" spellCheck={false} value={email} error={at("/email")}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label={t("field.password")} type="password" name="password" required
          autoComplete="current-password" value={password} error={at("/password")}
          onChange={(event) => setPassword(event.target.value)}
        />
        {asksCode && (
          <TextField
            label={t("field.code")} name="code" inputMode="numeric" autoComplete="one-time-code"
            hint={t("sign_in.code_hint")} value={code} error={at("/code")} autoFocus
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        {problem && !(problem instanceof Problem && problem.code === "totp_required") && (
          <ProblemNotice problem={problem} />
        )}
        <Button type="submit" weight="main" busy={busy}>{t("sign_in.action")}</Button>
        <p><Link href="/recover">{t("recover.action")}</Link></p>
      </form>
    </Page>
  );
}
