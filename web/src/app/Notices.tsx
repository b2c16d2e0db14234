import { Button } from "../components/Button";
import { Notice } from "../components/Notice";
import { useWords } from "../lib/language";
import { useUpdate } from "./update";

/** What concerns every page: a newer version is ready. */
export function Notices() {
  const { t } = useWords();
  const takeOver = useUpdate();
  if (!takeOver) return null;
  return (
    <div className="mb-4">
      <Notice
        signal="plain" icon="sent" title={t("update.ready")}
        action={<Button onClick={takeOver}>{t("update.take")}</Button>}
      />
    </div>
  );
}

export function SkipLink() {
  const { t } = useWords();
  return (
    <a href="#main" className="button sr-only focus:not-sr-only focus:absolute focus:z-20">
      {t("action.skip")}
    </a>
  );
}
