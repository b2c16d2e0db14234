import { useState } from "react";
import { Button } from "../../components/Button";
import { ReasonDialog } from "../../components/ReasonDialog";
import { to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";

/** Takes a statement back. Whoever asks from now on hears that, and the reason. */
export function RevokeProof({ id }: { id: string }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const revoke = useCommand();
  const take = async (reason: string) => {
    if (!(await revoke.perform(to("attestation.revoke", { id }), { reason }))) return;
    setAsking(false);
    invalidate("/api/attestations", "/api/documents");
  };
  return (
    <>
      <Button weight="danger" onClick={() => setAsking(true)}>{t("proof.revoke")}</Button>
      {asking && (
        <ReasonDialog
          action={t("proof.revoke")} consequence={t("proof.revoke_hint")} command={revoke}
          onClose={() => setAsking(false)} onReason={(reason) => void take(reason)}
        />
      )}
    </>
  );
}
