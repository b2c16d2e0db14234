import { useEffect, useState } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { Notice } from "../../components/Notice";
import { Empty, Page, Section } from "../../components/Page";
import { useOnline } from "../../lib/connection";
import { useWords } from "../../lib/language";
import { local } from "../../lib/local";
import { outbox, useOutbox } from "../../lib/outbox";
import type { Discarded } from "../../lib/outbox";
import { WaitingRow } from "./WaitingRow";

/** Everything made here that the server has not confirmed, and what was given up and why. */
export function OutboxPage() {
  const { t, instant } = useWords();
  const online = useOnline();
  const { items } = useOutbox();
  const discarded = useDiscarded(items.length);
  return (
    <Page
      title={t("outbox.title")} lead={t("outbox.lead")} narrow
      actions={items.length > 0
        ? <Button weight="main" icon="sent" onClick={() => void outbox.flush()}>{t("outbox.send_all")}</Button>
        : undefined}
    >
      {!online && <div className="mb-4"><Notice signal="plain" icon="offline" title={t("capture.offline")} /></div>}
      {items.length === 0
        ? (
          <Empty title={t("outbox.all_sent")} action={<ButtonLink href="/capture" icon="camera">{t("action.capture_paper")}</ButtonLink>}>
            {t("outbox.empty_hint")}
          </Empty>
        )
        : <ul className="ruled">{items.map((item) => <li key={item.id}><WaitingRow item={item} /></li>)}</ul>}
      {discarded.length > 0 && (
        <div className="mt-8">
          <Section title={t("outbox.discarded")}>
            <ul className="ruled">
              {discarded.map((item) => (
                <li key={item.id} className="py-2">
                  <span className="block font-semibold">{item.file_name}</span>
                  <span className="text-small text-soft">
                    {t("outbox.discarded_because", { at: instant(new Date(item.discarded_at).toISOString()), reason: item.reason })}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </Page>
  );
}

function useDiscarded(turn: number): Discarded[] {
  const [list, setList] = useState<Discarded[]>([]);
  useEffect(() => {
    void local.all<Discarded>("discarded").then((found) =>
      setList(found.sort((a, b) => b.discarded_at - a.discarded_at)));
  }, [turn]);
  return list;
}
