import { useState } from "react";
import { Button } from "../../components/Button";
import { DayText } from "../../components/Day";
import { Money, useMoney } from "../../components/Money";
import { ReasonDialog } from "../../components/ReasonDialog";
import type { Allocation } from "../../lib/api/documents";
import { to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useSession } from "../../lib/session";

interface Props {
  allocation: Allocation;
  party: { id: string; name: string };
}

/** Money that settles this document; it can be taken off again and stays the party's credit. */
export function AllocationRow({ allocation, party }: Props) {
  const { t } = useWords();
  const { may } = useSession();
  const money = useMoney();
  const [asking, setAsking] = useState(false);
  const release = useCommand();
  const takeOff = async (reason: string) => {
    if (!(await release.perform(to("allocation.release", { id: allocation.id }), { reason }))) return;
    setAsking(false);
    invalidate("/api/");
  };
  const { credit_note_id, is_released } = allocation;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="min-w-0 flex-[1_1_140px]">
        <Link href={credit_note_id ? `/documents/${credit_note_id}` : `/parties/${party.id}`}>
          {t(credit_note_id ? "documents.credit" : "documents.payment")}
        </Link>
        {allocation.reference && <> <bdi className="reference">{allocation.reference}</bdi></>}
        <span className="block text-small text-soft">
          <DayText day={allocation.day} />{is_released && ` · ${t("documents.released")}`}
        </span>
      </span>
      <Money value={allocation.amount} className={is_released ? "line-through" : "font-semibold"} />
      {!is_released && may("payment.record") && (
        <Button weight="quiet" onClick={() => setAsking(true)}>{t("documents.release")}</Button>
      )}
      {asking && (
        <ReasonDialog
          action={t("documents.release")} command={release} onClose={() => setAsking(false)}
          consequence={t("documents.release_hint", { amount: money(allocation.amount), party: party.name })}
          onReason={(reason) => void takeOff(reason)}
        />
      )}
    </div>
  );
}
