import { useState } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { ProblemNotice } from "../../components/Notice";
import { ReasonDialog } from "../../components/ReasonDialog";
import { to } from "../../lib/api/operations";
import type { AllowedAction, Document } from "../../lib/api/documents";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { navigate } from "../../lib/router";

/** The main thing to do next comes first. */
const order = ["issue", "approve", "pay", "apply", "update", "credit", "void", "delete"];

/** What may be done now; what may not is listed with its reason, not greyed out in silence. */
export function DocumentActions({ document }: { document: Document }) {
  const { t, named } = useWords();
  const command = useCommand();
  const [voiding, setVoiding] = useState(false);
  const known = order.flatMap((name) => document.actions.filter((action) => action.name === name));
  const allowed = known.filter((action) => action.is_allowed);
  const refused = known.filter((action) => !action.is_allowed && action.reason);
  const nameOf = ({ name }: AllowedAction) =>
    named(`action.${name}_${document.kind}`, named(`action.${name}`, name));
  const { id, kind, version } = document;

  const settle = (name: "issue" | "approve" | "delete") => {
    if (name === "issue") return command.perform(to("invoice.issue", { id }), compact({ version }));
    if (name === "approve") return command.perform(to("bill.approve", { id }), compact({ version }));
    return command.perform(kind === "bill" ? to("bill.delete", { id }) : to("invoice.delete", { id }));
  };
  const perform = async (name: "issue" | "approve" | "delete") => {
    if (!(await settle(name))) return;
    invalidate("/api/");
    if (name === "delete") navigate("/documents");
  };
  const takeBack = async (reason: string) => {
    if (!(await command.perform(to("document.void", { id }), { reason }))) return;
    setVoiding(false);
    invalidate("/api/");
  };
  const button = (action: AllowedAction, index: number) => {
    const name = nameOf(action);
    const weight = index === 0 ? "main" as const : "plain" as const;
    switch (action.name) {
      case "issue":
      case "approve":
        return <Button key={name} weight={weight} icon="check" busy={command.busy} onClick={() => void perform(action.name === "issue" ? "issue" : "approve")}>{name}</Button>;
      case "pay":
        return <ButtonLink key={name} weight={weight} icon="money" href={`/payments/new?document=${document.id}`}>{name}</ButtonLink>;
      case "apply":
        return <ButtonLink key={name} weight={weight} icon="money" href={`/parties/${document.party.id}`}>{name}</ButtonLink>;
      case "credit":
        return <ButtonLink key={name} href={`/credit/${id}`}>{name}</ButtonLink>;
      case "update":
        return <ButtonLink key={name} weight={weight} icon="pen" href={`/edit/${document.kind}/${document.id}`} edits>{name}</ButtonLink>;
      case "void":
        return <Button key={name} weight="danger" onClick={() => setVoiding(true)}>{name}</Button>;
      default:
        return <Button key={name} weight="danger" icon="trash" busy={command.busy} onClick={() => void perform("delete")}>{name}</Button>;
    }
  };

  return (
    <div className="no-print mb-6 grid gap-3">
      {command.problem && !voiding && <ProblemNotice problem={command.problem} />}
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
      {voiding && (
        <ReasonDialog
          action={t("action.void")} command={command} onClose={() => setVoiding(false)}
          consequence={t("documents.void_hint")}
          onReason={(reason) => void takeBack(reason)}
        />
      )}
    </div>
  );
}
