import { useRef } from "react";
import type { ChangeEvent } from "react";
import { Button } from "../../components/Button";
import { ProblemNotice } from "../../components/Notice";
import { upload } from "../../lib/api/client";
import type { Document } from "../../lib/api/documents";
import { to } from "../../lib/api/operations";
import { useAttempt } from "../../lib/attempt";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";

/** Sends the paper of a document that exists: it is read, and its draft can take what was read. */
export function AttachPaper({ document }: { document: Document }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const { run, problem, busy } = useAttempt();
  const send = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    const id = newID();
    const where = to("paper.attach", { id: document.id, client_id: id, file_name: file.name });
    const sent = await run(() => upload(where, file, file.type || "application/octet-stream", id));
    if (sent) invalidate("/api/documents", "/api/papers", "/api/home");
  };
  return (
    <div className="no-print grid content-start justify-items-start gap-3 border border-dashed border-edge p-4">
      <p className="text-soft">{t("documents.no_paper")}</p>
      <Button icon="paper" busy={busy} onClick={() => input.current?.click()}>{t("documents.attach")}</Button>
      <input
        ref={input} type="file" hidden aria-label={t("documents.attach")} data-attach
        accept="image/jpeg,image/png,image/tiff,application/pdf,text/xml,application/xml,.xml"
        onChange={(event) => void send(event)}
      />
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}
