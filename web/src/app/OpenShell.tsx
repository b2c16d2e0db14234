import type { ReactNode } from "react";
import { ButtonLink } from "../components/Button";
import { useWords } from "../lib/language";
import { usePath } from "../lib/router";
import { Brand } from "./Brand";
import { LanguageChoice } from "./LanguageChoice";
import { Notices, SkipLink } from "./Notices";

/** For visitors: a head with the name, the language and the two doors. */
export function OpenShell({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const path = usePath();
  return (
    <>
      <SkipLink />
      <header className="no-print border-b border-rule">
        <div className="mx-auto flex max-w-[1200px] flex-wrap items-center justify-between gap-2 px-4 py-2">
          <Brand />
          <div className="flex flex-wrap items-center gap-2">
            <LanguageChoice />
            {path !== "/verify" && <ButtonLink href="/verify" weight="quiet" icon="shield" className="hidden wide:inline-flex">{t("place.verify")}</ButtonLink>}
            {path === "/verify" && <ButtonLink href="/sign-in" weight="quiet">{t("sign_in.action")}</ButtonLink>}
          </div>
        </div>
      </header>
      <main id="main" className="mx-auto max-w-[1200px] px-4 py-6 desk:py-8">
        <Notices />
        {children}
      </main>
    </>
  );
}
