import { useState } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import type { AllowedAction, Document } from "../../lib/api/documents";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { navigate } from "../../lib/router";

/** The main thing to do next comes first. */
const order = ["issue", "approve", "pay", "update", "void", "delete"];

/** What may be done now; what may not is listed with its reason, not greyed out in silence. */
export function DocumentActions({ document }: { document: Document }) {
  const { t, named } = useWords();
  const command = useCommand<unknown>();
  const [asking, setAsking] = useState<"void" | null>(null);
  const known = order.flatMap((name) => document.actions.filter((action) => action.name === name));
  const allowed = known.filter((action) => action.is_allowed);
  const refused = known.filter((action) => !action.is_allowed && action.reason);
  const nameOf = ({ name }: AllowedAction) =>
    named(`action.${name}_${document.kind}`, named(`action.${name}`, name));
  const base = document.kind === "bill" ? `/api/bills/${document.id}` : `/api/invoices/${document.id}`;

  const perform = async (method: "POST" | "DELETE", path: string, body?: unknown) => {
    const done = await command.perform(method, path, body);
    if (!done) return;
    setAsking(null);
    invalidate("/api/");
    if (method === "DELETE") navigate("/documents");
  };
  const button = (action: AllowedAction, index: number) => {
    const name = nameOf(action);
    const weight = index === 0 ? "main" as const : "plain" as const;
    switch (action.name) {
      case "issue":
      case "approve":
        return <Button key={name} weight={weight} icon="check" busy={command.busy} onClick={() => void perform("POST", `${base}/${action.name}`, {})}>{name}</Button>;
      case "pay":
        return <ButtonLink key={name} weight={weight} icon="money" href={`/payments/new?document=${document.id}`}>{name}</ButtonLink>;
      case "update":
        return <ButtonLink key={name} weight={weight} icon="pen" href={`/edit/${document.kind}/${document.id}`} edits>{name}</ButtonLink>;
      case "void":
        return <Button key={name} weight="danger" onClick={() => setAsking("void")}>{name}</Button>;
      default:
        return <Button key={name} weight="danger" icon="trash" busy={command.busy} onClick={() => void perform("DELETE", base)}>{name}</Button>;
    }
  };

  return (
    <div className="no-print mb-6 grid gap-3">
      {command.problem && <ProblemNotice problem={command.problem} />}
      <div className="flex flex-wrap gap-2">
        {allowed.map(button)}
        <Button weight="quiet" icon="print" onClick={() => print()}>{t("action.print")}</Button>
      </div>
      {refused.length > 0 && (
        <details>
          <summary className="min-h-11 content-center text-soft">{t("documents.not_allowed")}</summary>
          <ul className="list-disc ps-6 text-soft">
            {refused.map((action) => (
              <li key={action.name}>{nameOf(action)}: <bdi>{action.reason}</bdi></li>
            ))}
          </ul>
        </details>
      )}
      {asking === "void" && (
        <VoidDialog
          busy={command.busy} error={command.at("/reason")} onClose={() => setAsking(null)}
          onVoid={(reason) => void perform("POST", `/api/documents/${document.id}/void`, { reason })}
        />
      )}
    </div>
  );
}

function VoidDialog({ busy, error, onClose, onVoid }: {
  busy: boolean; error?: string; onClose: () => void; onVoid: (reason: string) => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  return (
    <Dialog title={t("action.void")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); onVoid(reason.trim()); }}>
        <p>{t("documents.void_hint")}</p>
        <TextField label={t("field.reason")} required autoFocus value={reason} error={error}
          onChange={(event) => setReason(event.target.value)} />
        <Button type="submit" weight="danger" busy={busy} disabled={reason.trim() === ""}>{t("action.void")}</Button>
      </form>
    </Dialog>
  );
}
