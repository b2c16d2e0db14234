import { useState } from "react";
import { Button } from "../../components/Button";
import { DayText } from "../../components/Day";
import { Money, useMoney } from "../../components/Money";
import { ReasonDialog } from "../../components/ReasonDialog";
import { to } from "../../lib/api/operations";
import type { Payment } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { useSession } from "../../lib/session";

/** A payment or refund; one that did not hold can be voided, with everything it settled. */
export function PaymentRow({ payment }: { payment: Payment }) {
  const { t } = useWords();
  const { may } = useSession();
  const money = useMoney();
  const [asking, setAsking] = useState(false);
  const cancel = useCommand();
  const name = t(payment.is_refund ? "payment.refund" : `payment.${payment.direction}`);
  const take = async (reason: string) => {
    if (!(await cancel.perform(to("payment.void", { id: payment.id }), { reason }))) return;
    setAsking(false);
    invalidate("/api/");
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1" data-payment={payment.id}>
      <span className="min-w-0 flex-[1_1_180px]">
        {name} {payment.reference && <bdi className="reference">{payment.reference}</bdi>}
        <span className="block text-small text-soft">
          <DayText day={payment.day} />{payment.is_void && ` · ${t("payment.is_void")}`}
        </span>
      </span>
      <Money value={payment.amount} className={payment.is_void ? "line-through" : "font-semibold"} />
      {!payment.is_void && may("payment.record") && (
        <Button weight="quiet" onClick={() => setAsking(true)}>{t("payment.void")}</Button>
      )}
      {asking && (
        <ReasonDialog
          action={t("payment.void")} command={cancel} onClose={() => setAsking(false)}
          consequence={t("payment.void_hint", { amount: money(payment.amount), party: payment.party.name })}
          onReason={(reason) => void take(reason)}
        />
      )}
    </div>
  );
}
