import { useState } from "react";
import { Button } from "../../components/Button";
import { DayText } from "../../components/Day";
import { Money } from "../../components/Money";
import type { Party, PartyAccount } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { useSession } from "../../lib/session";
import { ApplyCredit } from "./ApplyCredit";
import { RefundCredit } from "./RefundCredit";

export type Credit = PartyAccount["credits"][number];

/** Money that settles nothing yet: it can settle a document or go back. */
export function CreditRow({ credit, party }: { credit: Credit; party: Party }) {
  const { t } = useWords();
  const { may } = useSession();
  const [asking, setAsking] = useState<"apply" | "refund" | null>(null);
  const close = () => setAsking(null);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2" data-credit={credit.id}>
      <span className="min-w-0 flex-[1_1_140px]">
        {t(`party.credit_${credit.source}`)}
        <span className="block text-small text-soft"><DayText day={credit.day} /></span>
      </span>
      <Money value={credit.left} className="font-semibold" />
      {may("payment.record") && (
        <div className="flex flex-wrap gap-2">
          <Button weight="main" onClick={() => setAsking("apply")}>{t("credit.apply")}</Button>
          {credit.direction === "in" && <Button onClick={() => setAsking("refund")}>{t("credit.refund")}</Button>}
        </div>
      )}
      {asking === "apply" && <ApplyCredit credit={credit} party={party} onClose={close} />}
      {asking === "refund" && <RefundCredit credit={credit} party={party} onClose={close} />}
    </div>
  );
}
