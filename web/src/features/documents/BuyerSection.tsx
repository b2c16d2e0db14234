import { useRef, useState } from "react";
import { AnswerText } from "../../components/AnswerText";
import { Button } from "../../components/Button";
import { InstantText } from "../../components/Day";
import { ProblemNotice } from "../../components/Notice";
import { Section } from "../../components/Page";
import { to } from "../../lib/api/operations";
import type { Document } from "../../lib/api/documents";
import type { Acknowledgement } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { newSecret } from "../../lib/secret";
import { BuyerLink } from "./BuyerLink";

/** Whether the buyer says that it owes an invoice: asked through a link, answered without an account. */
export function BuyerSection({ document }: { document: Document }) {
  const { t } = useWords();
  const [latest, ...earlier] = document.acknowledgements;
  const asking = useAsking(document.id);
  const action = document.actions.find(({ name }) => name === "acknowledge");
  if (document.kind !== "invoice" || (!latest && !action?.is_allowed)) return null;
  const open = latest?.state === "open";
  const link = open && asking.link?.id === latest.id ? asking.link.address : null;
  return (
    <div className="no-print" data-buyer={latest?.state ?? "unasked"}>
      <Section title={t("buyer.title")}>
        <div className="grid gap-3">
          {latest ? <Standing of={latest} /> : <p className="max-w-[560px] text-soft">{t("buyer.hint")}</p>}
          {link && <BuyerLink address={link} />}
          {asking.problem && <ProblemNotice problem={asking.problem} />}
          <div className="flex flex-wrap gap-2">
            {action?.is_allowed && (
              <Button icon="sent" busy={asking.busy} onClick={() => void asking.ask()}>
                {t(latest ? "buyer.ask_again" : "buyer.ask")}
              </Button>
            )}
            {action?.is_allowed && open && <Withdraw id={latest.id} />}
          </div>
          {earlier.length > 0 && (
            <details>
              <summary className="min-h-11 content-center text-soft">{t("buyer.earlier")}</summary>
              <ul className="ruled">{earlier.map((one) => <li key={one.id} className="py-2"><Standing of={one} /></li>)}</ul>
            </details>
          )}
        </div>
      </Section>
    </div>
  );
}

/** The secret is made here and shown here; after a lost answer the same one is sent again. */
function useAsking(document: string) {
  const [link, setLink] = useState<{ id: string; address: string } | null>(null);
  const next = useRef({ id: newID(), token: newSecret() });
  const command = useCommand();
  const ask = async () => {
    const { id, token } = next.current;
    if (!(await command.perform(to("acknowledgement.ask", { id: document }), { acknowledgement_id: id, token }))) return;
    next.current = { id: newID(), token: newSecret() };
    setLink({ id, address: `${location.origin}/acknowledge#${token}` });
    invalidate("/api/documents", "/api/home");
  };
  return { ask, link, busy: command.busy, problem: command.problem };
}

function Standing({ of: asked }: { of: Acknowledgement }) {
  const { t, instant } = useWords();
  const isOpen = asked.state === "open" || asked.state === "expired";
  return (
    <div className="grid gap-2">
      <p>{t(`buyer.state.${asked.state}`, { until: instant(asked.expires_at) })}</p>
      {asked.answer && <AnswerText of={asked.answer} />}
      {!isOpen && !asked.answer && <p className="text-small text-soft"><InstantText at={asked.ended_at ?? asked.asked_at} /></p>}
    </div>
  );
}

function Withdraw({ id }: { id: string }) {
  const { t } = useWords();
  const command = useCommand();
  const withdraw = async () => {
    if (await command.perform(to("acknowledgement.withdraw", { id }))) invalidate("/api/documents", "/api/home");
  };
  return (
    <>
      <Button weight="danger" busy={command.busy} onClick={() => void withdraw()}>{t("buyer.withdraw")}</Button>
      {command.problem && <ProblemNotice problem={command.problem} />}
    </>
  );
}
