import { Button } from "../../components/Button";
import { SelectField } from "../../components/Field";
import { Notice } from "../../components/Notice";
import { Page, Section } from "../../components/Page";
import { useOutbox } from "../../lib/outbox";
import { useWords } from "../../lib/language";
import { isLanguage, languageNames, languages } from "../../lib/languages";
import { applyTheme, chosenTheme, themes } from "../../lib/theme";
import { useState } from "react";
import { navigate } from "../../lib/router";
import { useSession } from "../../lib/session";
import { Devices } from "./Devices";
import { Members } from "./Members";
import { Password } from "./Password";
import { TwoSteps } from "./TwoSteps";

/** This person, this device, this organisation. */
export function Settings() {
  const { t } = useWords();
  const { may } = useSession();
  return (
    <Page title={t("place.settings")} narrow>
      <Appearance />
      <WhoIAm />
      <Password />
      <TwoSteps />
      <Devices />
      {may("member.read") && <Members />}
    </Page>
  );
}

function Appearance() {
  const { t, language, choose } = useWords();
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <Section title={t("settings.appearance")}>
      <div className="grid gap-4 wide:grid-cols-2">
        <SelectField label={t("settings.language")} value={language} onChange={(event) => {
          if (isLanguage(event.target.value)) void choose(event.target.value);
        }}>
          {languages.map((code) => <option key={code} value={code} lang={code}>{languageNames[code]}</option>)}
        </SelectField>
        <SelectField label={t("settings.theme")} value={theme} onChange={(event) => {
          const next = themes.find((name) => name === event.target.value) ?? "system";
          applyTheme(next);
          setTheme(next);
        }}>
          {themes.map((name) => <option key={name} value={name}>{t(`theme.${name}`)}</option>)}
        </SelectField>
      </div>
    </Section>
  );
}

function WhoIAm() {
  const { t, named } = useWords();
  const { identity, signOut, switchTo } = useSession();
  const { items } = useOutbox();
  const [busy, setBusy] = useState(false);
  const [offline, setOffline] = useState(false);
  if (!identity) return null;
  const leave = async () => {
    setBusy(true);
    setOffline(false);
    try {
      await signOut();
      navigate("/", true);
    } catch {
      setOffline(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t("settings.you")}>
      <p><bdi className="font-semibold">{identity.user.name}</bdi> · <bdi>{identity.user.email}</bdi></p>
      <p className="text-soft"><bdi>{identity.organisation.name}</bdi> · {named(`role.${identity.role}`, identity.role)}</p>
      {identity.memberships.length > 1 && (
        <div className="mt-3">
          <SelectField label={t("settings.act_for")} value={identity.organisation.id}
            onChange={(event) => { void switchTo(event.target.value).catch(() => setOffline(true)); }}>
            {identity.memberships.map(({ organisation, role }) => (
              <option key={organisation.id} value={organisation.id}>{`${organisation.name} · ${named(`role.${role}`, role)}`}</option>
            ))}
          </SelectField>
        </div>
      )}
      <div className="mt-4 grid gap-3">
        {items.length > 0 && <Notice signal="warn" title={t("settings.unsent", { count: items.length })} />}
        {offline && <Notice signal="warn" icon="offline" title={t("problem.unreachable")} />}
        <div><Button busy={busy} onClick={() => void leave()}>{t("settings.sign_out")}</Button></div>
        <p className="text-small text-soft">{t("settings.sign_out_hint")}</p>
      </div>
    </Section>
  );
}
