import { ButtonLink } from "../components/Button";
import { Empty, Page } from "../components/Page";
import { useWords } from "../lib/language";

export function Lost() {
  const { t } = useWords();
  return (
    <Page title={t("lost.title")} narrow>
      <Empty title={t("lost.what")} action={<ButtonLink href="/" weight="main">{t("lost.home")}</ButtonLink>} />
    </Page>
  );
}
