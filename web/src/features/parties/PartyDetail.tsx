import { useState } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { MoneyList } from "../../components/Money";
import { Empty, Loaded, Page, Section } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import type { PartyAccount } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { usePages, useResource } from "../../lib/resource";
import { useIdentity, useSession } from "../../lib/session";
import { CreditRow } from "./CreditRow";
import { PartyForm } from "./PartyForm";
import { PaymentRow } from "./PaymentRow";
import { TemplateSection } from "./TemplateSection";

/** What somebody owes, is owed and has left, and every payment, with what can be done about each. */
export function PartyDetail({ id }: { id: string }) {
  const { t } = useWords();
  const { may } = useSession();
  const account = useResource(ask("party.read", { id }));
  const [editing, setEditing] = useState(false);
  const party = account.value?.party;
  return (
    <Page
      title={party?.name ?? t("party.one")}
      lead={party && [party.phone, party.email, party.address].filter(Boolean).join(" · ")}
      actions={(
        <>
          <ButtonLink href={`/documents?party_id=${id}`} icon="documents">{t("party.documents")}</ButtonLink>
          {may("score.read") && party?.is_customer && (
            <ButtonLink href={`/scores/${id}`} icon="gauge">{t("score.one")}</ButtonLink>
          )}
          {may("document.write") && party && <Button icon="pen" onClick={() => setEditing(true)}>{t("action.edit")}</Button>}
        </>
      )}
    >
      <Loaded from={account}>{(value) => <Balances account={value} />}</Loaded>
      <Payments id={id} />
      {party?.is_supplier && may("paper.read") && <TemplateSection party={party} />}
      {editing && party && <PartyForm party={party} onClose={() => setEditing(false)} />}
    </Page>
  );
}

function Balances({ account }: { account: PartyAccount }) {
  const { t } = useWords();
  const { organisation } = useIdentity();
  return (
    <>
      <dl className="ruled mb-8 max-w-[560px]">
        {([["home.receivable", account.receivable], ["home.payable", account.payable]] as const).map(([name, values]) => (
          <div key={name} className="flex min-h-11 items-center justify-between gap-4 py-2">
            <dt className="text-soft">{t(name)}</dt>
            <dd className="text-end font-semibold"><MoneyList values={values} currency={organisation.base_currency} /></dd>
          </div>
        ))}
      </dl>
      {account.credits.length > 0 && (
        <Section title={t("party.credits")}>
          <p className="mb-2 max-w-[560px] text-soft">{t("party.credits_hint")}</p>
          <ul className="ruled max-w-[800px]">
            {account.credits.map((credit) => (
              <li key={credit.id} className="py-2"><CreditRow credit={credit} party={account.party} /></li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Payments({ id }: { id: string }) {
  const { t } = useWords();
  const payments = usePages(ask("payment.list", { party_id: id }));
  return (
    <Section title={t("party.payments")}>
      <Loaded from={payments} rows={3}>
        {(list) => (list.length === 0
          ? <Empty title={t("party.no_payments")} />
          : (
            <ul className="ruled max-w-[800px]">
              {list.map((payment) => <li key={payment.id} className="py-2"><PaymentRow payment={payment} /></li>)}
            </ul>
          ))}
      </Loaded>
      {payments.more && <div className="mt-4"><Button onClick={payments.more}>{t("action.more")}</Button></div>}
    </Section>
  );
}
