import { useState } from "react";
import { Button } from "../../components/Button";
import { ReasonDialog } from "../../components/ReasonDialog";
import type { Entry } from "../../lib/api/documents";
import { to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { today } from "../../lib/day";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { useSession } from "../../lib/session";

/** Takes back an entry by hand. Those of documents and payments are taken back with them. */
export function ReverseEntry({ entry }: { entry: Entry }) {
  const { t, day } = useWords();
  const { may } = useSession();
  const [asking, setAsking] = useState(false);
  const reverse = useCommand();
  if (entry.reversed_by_id) return <p className="text-small text-soft">{t("entry.reversed")}</p>;
  const byHand = !entry.document_id && !entry.payment_id && !entry.reverses_id;
  if (!byHand || !may("journal.post")) return null;
  const take = async (reason: string) => {
    if (!(await reverse.perform(to("journal.reverse", { id: entry.id }), { day: today(), reason }))) return;
    setAsking(false);
    invalidate("/api/");
  };
  return (
    <div className="no-print">
      <Button weight="quiet" onClick={() => setAsking(true)}>{t("entry.reverse")}</Button>
      {asking && (
        <ReasonDialog
          action={t("entry.reverse")} command={reverse} onClose={() => setAsking(false)}
          consequence={t("entry.reverse_hint", { description: entry.description, day: day(today()) })}
          onReason={(reason) => void take(reason)}
        />
      )}
    </div>
  );
}
