import { useState } from "react";
import { Button } from "../../components/Button";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loaded, Section } from "../../components/Page";
import { QRCode } from "../../components/QRCode";
import { ask, to } from "../../lib/api/operations";
import { download, isFailure } from "../../lib/api/client";
import type { Failure } from "../../lib/api/client";
import type { Document } from "../../lib/api/documents";
import { useCommand } from "../../lib/command";
import { saveFile } from "../../lib/file";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";
import { useSession } from "../../lib/session";
import { RevokeProof } from "./RevokeProof";

/** The proof that anyone can check without us: a code to scan and a file to keep. */
export function ProofSection({ document }: { document: Document }) {
  const { t } = useWords();
  const { may } = useSession();
  const attest = useCommand();
  const latest = document.attestations[0];
  const make = async () => {
    const body = { id: newID(), subject: { kind: "document", id: document.id } };
    if (await attest.perform(to("attestation.create"), body)) invalidate("/api/documents", "/api/attestations");
  };
  return (
    <Section title={t("proof.title")}>
      {attest.problem && <ProblemNotice problem={attest.problem} />}
      {latest
        ? <Proof key={latest} id={latest} name={document.number ?? document.supplier_number ?? document.id} onRenew={make} />
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

/** A proof too long for one code: a code that leads to the page which checks it, with its fingerprint. */
function LinkCode({ id }: { id: string }) {
  const { t } = useWords();
  const link = `${location.origin}/verify#${id}`;
  return (
    <div className="grid gap-2" data-link-code={link}>
      <QRCode text={link} label={t("proof.link_code")} />
      <p className="text-small">{t("proof.too_long")}</p>
      <p className="text-small text-soft ltr break-all"><code>{id}</code></p>
    </div>
  );
}

function Proof({ id, name, onRenew }: { id: string; name: string; onRenew: () => Promise<void> }) {
  const { t, instant } = useWords();
  const { may } = useSession();
  const attestation = useResource(ask("attestation.read", { id }));
  const revocation = attestation.value?.revocation;
  const code = useResource(ask("attestation.qr", { id }));
  const [problem, setProblem] = useState<Failure | null>(null);
  const save = async () => {
    setProblem(null);
    try {
      saveFile(await download(ask("attestation.bundle", { id })), `${name.replace(/[^\w-]+/g, "-")}.commonsproof`);
    } catch (error) {
      if (!isFailure(error)) throw error;
      setProblem(error);
    }
  };
  return (
    <div className="keep-together grid gap-6 wide:grid-cols-[240px_minmax(0,1fr)]">
      <div className="proof-code w-full max-w-[240px]" data-qr={code.value?.payload ?? undefined}>
        <Loaded from={code} rows={3}>{(value) => (value.payload
            ? <QRCode text={value.payload} label={t("proof.code")} />
            : <LinkCode id={value.statement_id} />)}</Loaded>
      </div>
      <div className="grid content-start gap-3">
        <p className="max-w-[560px]">{t(code.value && !code.value.payload ? "proof.how_file" : "proof.how")}</p>
        {problem && <ProblemNotice problem={problem} />}
        {revocation && (
          <Notice signal="bad" title={t("proof.revoked", { at: instant(revocation.at) })}><bdi>{revocation.reason}</bdi></Notice>
        )}
        <div className="no-print flex flex-wrap gap-2">
          <Button icon="download" data-save-proof onClick={() => void save()}>{t("proof.download")}</Button>
          {revocation && may("attestation.write") && <Button icon="shield" onClick={() => void onRenew()}>{t("proof.make")}</Button>}
          {attestation.value && !revocation && may("attestation.write") && <RevokeProof id={id} />}
        </div>
      </div>
    </div>
  );
}
