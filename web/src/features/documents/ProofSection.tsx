import { useState } from "react";
import { Button } from "../../components/Button";
import { ProblemNotice } from "../../components/Notice";
import { Loaded, Section } from "../../components/Page";
import { QRCode } from "../../components/QRCode";
import { download, isFailure } from "../../lib/api/client";
import type { Failure } from "../../lib/api/client";
import type { Document } from "../../lib/api/documents";
import { useCommand } from "../../lib/command";
import { saveFile } from "../../lib/file";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";
import { useSession } from "../../lib/session";

/** The proof that anyone can check without us: a code to scan and a file to keep. */
export function ProofSection({ document }: { document: Document }) {
  const { t } = useWords();
  const { may } = useSession();
  const attest = useCommand<unknown>();
  const latest = document.attestations[0];
  const make = async () => {
    const body = { id: newID(), subject: { kind: "document", id: document.id } };
    if (await attest.perform("POST", "/api/attestations", body)) invalidate("/api/documents");
  };
  return (
    <Section title={t("proof.title")}>
      {attest.problem && <ProblemNotice problem={attest.problem} />}
      {latest
        ? <Proof key={latest} id={latest} name={document.number ?? document.supplier_number ?? document.id} />
        : (
          <div className="grid gap-3">
            <p className="max-w-[560px] text-soft">{t(document.state === "draft" ? "proof.draft" : "proof.none")}</p>
            {document.state !== "draft" && may("attestation.write") && (
              <div data-make-proof><Button icon="shield" busy={attest.busy} onClick={() => void make()}>{t("proof.make")}</Button></div>
            )}
          </div>
        )}
    </Section>
  );
}

function Proof({ id, name }: { id: string; name: string }) {
  const { t } = useWords();
  const code = useResource<{ payload?: string | null }>(`/api/attestations/${id}/qr`);
  const [problem, setProblem] = useState<Failure | null>(null);
  const save = async () => {
    setProblem(null);
    try {
      saveFile(await download(`/api/attestations/${id}/bundle`), `${name.replace(/[^\w-]+/g, "-")}.commonsproof`);
    } catch (error) {
      if (!isFailure(error)) throw error;
      setProblem(error);
    }
  };
  return (
    <div className="keep-together grid gap-6 wide:grid-cols-[240px_minmax(0,1fr)]">
      <div className="max-w-[240px]" data-qr={code.value?.payload ?? undefined}>
        <Loaded from={code} rows={3}>{(value) => (value.payload
            ? <QRCode text={value.payload} label={t("proof.code")} />
            : <p>{t("proof.too_long")}</p>)}</Loaded>
      </div>
      <div className="grid content-start gap-3">
        <p className="max-w-[560px]">{t("proof.how")}</p>
        {problem && <ProblemNotice problem={problem} />}
        <div><Button icon="download" data-save-proof onClick={() => void save()}>{t("proof.download")}</Button></div>
      </div>
    </div>
  );
}
