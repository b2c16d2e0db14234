import { useMemo, useState } from "react";
import type { FormEvent } from "react";
import { Button } from "../../components/Button";
import { SelectField, TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { isFailure } from "../../lib/api/client";
import { sentCurrency } from "../../lib/api/types";
import type { Failure } from "../../lib/api/client";
import { choiceOf } from "../../lib/compact";
import { useWords } from "../../lib/language";
import { fieldWords } from "../../lib/problem";
import { Link, navigate } from "../../lib/router";
import { useSession } from "../../lib/session";
import { countries, currencies, currencyOf, kinds } from "./places";

const empty = {
  name: "", email: "", password: "", organisation: "", kind: kinds[0] as (typeof kinds)[number], country: "KE",
  currency: "KES",
};

/** A person and the organisation whose books they keep, in one step. */
export function Register() {
  const words = useWords();
  const { t, named, locale, language } = words;
  const { register } = useSession();
  const [form, setForm] = useState(empty);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const countryNames = useMemo(() => new Intl.DisplayNames(locale, { type: "region" }), [locale]);
  const currencyNames = useMemo(() => new Intl.DisplayNames(locale, { type: "currency" }), [locale]);

  const change = (part: Partial<typeof empty>) => setForm({ ...form, ...part });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const { name, email, password, organisation, kind, country, currency } = form;
      await register({
        name: name.trim(), email: email.trim(), password,
        organisation: { name: organisation.trim(), kind, country, base_currency: sentCurrency(currency), language },
      });
      navigate("/", true);
    } catch (error) {
      if (!isFailure(error)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const at = (pointer: string) => fieldWords(problem, pointer, words);

  return (
    <Page title={t("register.title")} narrow lead={(
      <p>{t("register.have_one")} <Link href="/sign-in">{t("sign_in.action")}</Link></p>
    )}>
      <form className="grid max-w-[480px] gap-4" onSubmit={(event) => void submit(event)}>
        <TextField label={t("field.your_name")} name="name" autoComplete="name" required value={form.name}
          error={at("/name")} onChange={(event) => change({ name: event.target.value })} />
        <TextField label={t("field.email")} type="email" name="email" autoComplete="username" required
          autoCapitalize="none" spellCheck={false} value={form.email} error={at("/email")}
          onChange={(event) => change({ email: event.target.value })} />
        <TextField label={t("field.password")} type="password" name="password" autoComplete="new-password" required
          hint={t("register.password_hint")} value={form.password} error={at("/password")}
          onChange={(event) => change({ password: event.target.value })} />
        <TextField label={t("field.organisation_name")} name="organisation" autoComplete="organization" required
          value={form.organisation} error={at("/organisation/name")}
          onChange={(event) => change({ organisation: event.target.value })} />
        <SelectField label={t("field.organisation_kind")} name="kind" value={form.kind} error={at("/organisation/kind")}
          onChange={(event) => change({ kind: choiceOf(kinds, event.target.value) ?? form.kind })}>
          {kinds.map((kind) => <option key={kind} value={kind}>{named(`organisation.${kind}`, kind)}</option>)}
        </SelectField>
        <SelectField label={t("field.country")} name="country" value={form.country} error={at("/organisation/country")}
          onChange={(event) => change({ country: event.target.value, currency: currencyOf(event.target.value) })}>
          {countries.map((code) => <option key={code} value={code}>{countryNames.of(code)}</option>)}
        </SelectField>
        <SelectField label={t("field.base_currency")} name="currency" value={form.currency} hint={t("register.currency_hint")}
          error={at("/organisation/base_currency")}
          onChange={(event) => change({ currency: event.target.value })}>
          {currencies.map((code) => <option key={code} value={code}>{`${code} · ${currencyNames.of(code)}`}</option>)}
        </SelectField>
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" weight="main" busy={busy}>{t("register.submit")}</Button>
      </form>
    </Page>
  );
}
