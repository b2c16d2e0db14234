import { useState } from "react";
import { Button } from "../../components/Button";
import { Changes } from "../../components/Changes";
import { DayText, InstantText } from "../../components/Day";
import { Dialog } from "../../components/Dialog";
import { DocumentLines } from "../../components/DocumentLines";
import { TextField } from "../../components/Field";
import { Icon } from "../../components/Icon";
import { ModelKind } from "../../components/ModelKind";
import { useMoney } from "../../components/Money";
import { ProblemNotice } from "../../components/Notice";
import { Empty, Loaded, Page } from "../../components/Page";
import { SubjectName } from "../../components/SubjectName";
import type { Document } from "../../lib/api/documents";
import { ask, to } from "../../lib/api/operations";
import type { Approval } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate, usePages } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useIdentity } from "../../lib/session";
import { Asked } from "./Asked";
import { Ended } from "./Ended";

/** What waits for a second person. Nobody agrees to their own request. */
export function Approvals() {
  const { t } = useWords();
  const approvals = usePages(ask("approval.list", { state: "pending" }));
  return (
    <Page title={t("place.approvals")} lead={t("approvals.lead")}>
      <Loaded from={approvals}>
        {(list) => (list.length === 0
          ? <Empty title={t("approvals.none")}>{t("approvals.none_hint")}</Empty>
          : <ul className="ruled">{list.map((approval) => <li key={approval.id}><Row approval={approval} /></li>)}</ul>)}
      </Loaded>
      {approvals.more && <div className="mt-4"><Button onClick={approvals.more}>{t("action.more")}</Button></div>}
      <Ended />
    </Page>
  );
}

function Row({ approval }: { approval: Approval }) {
  const { t, named, instant } = useWords();
  const { user } = useIdentity();
  const [rejecting, setRejecting] = useState(false);
  const decide = useCommand();
  const own = approval.maker.id === user.id;
  const model = approval.names.find((one) => one.kind === "model");
  const exactly = Object.entries(spoken(approval.payload, approval.names) as Record<string, unknown>)
    .filter(([key, value]) => (key !== "id" || !isNamed(approval)) && !isBareID(value));
  const agree = async () => {
    if (await decide.perform(to("approval.approve", { id: approval.id }))) invalidate("/api/");
  };
  const withdraw = async () => {
    if (await decide.perform(to("approval.withdraw", { id: approval.id }))) invalidate("/api/");
  };
  return (
    <div className="grid gap-2 py-3">
      {model && <h2 className="text-lead font-semibold" data-subject><Link href={`/models/${model.id}`}><bdi>{model.name}</bdi></Link></h2>}
      <p className={model ? "" : "font-semibold"}>
        {t("approvals.sentence", { name: approval.maker.name, what: named(`command.${approval.command}`, approval.command) })}
      </p>
      <p className="text-small text-soft">
        <InstantText at={approval.made_at} />{" · "}{t("approvals.until", { at: instant(approval.expires_at) })}
      </p>
      <Matter approval={approval} />
      <Asked approval={approval} />
      <Names names={approval.names.filter((one) => one !== model && !isSide(approval, one.id))} />
      {exactly.length > 0 && (
        <details>
          <summary className="min-h-11 content-center text-accent">{t("approvals.payload")}</summary>
          <Changes after={Object.fromEntries(exactly)} />
        </details>
      )}
      {decide.problem && <ProblemNotice problem={decide.problem} />}
      {own
        ? (
          <div className="grid justify-items-start gap-2">
            <p className="text-soft">{t("approvals.own")}</p>
            <Button busy={decide.busy} onClick={() => void withdraw()}>{t("approvals.withdraw")}</Button>
          </div>
        )
        : (
          <div className="flex gap-2">
            <Button weight="main" icon="check" busy={decide.busy} onClick={() => void agree()}>{t("approvals.agree")}</Button>
            <Button weight="danger" onClick={() => setRejecting(true)}>{t("approvals.reject")}</Button>
          </div>
        )}
      {rejecting && <RejectDialog id={approval.id} onClose={() => setRejecting(false)} />}
    </div>
  );
}

/** An id that the maker's device made for what is not there yet: it says nothing to anybody. */
function isBareID(value: unknown): boolean {
  return typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

/** Whether it is an account of an entry, which stands beside its amount. */
function isSide(approval: Approval, id: string): boolean {
  const { lines } = approval.payload as { lines?: { account_id?: string }[] };
  return lines?.some((line) => line.account_id === id) ?? false;
}

/** Whether what the request acts upon stands above by its name. */
function isNamed(approval: Approval): boolean {
  const { id } = approval.payload as { id?: unknown };
  return approval.names.some((one) => one.id === id);
}

/** What is agreed to, as its maker saw it: what is only named by its id is found by `Names`. */
function Matter({ approval }: { approval: Approval }) {
  if (approval.matter === undefined || approval.command === "invoice.credit") return null;
  return approval.command === "model.approve"
    ? <Model model={approval.matter as unknown as ModelMatter} />
    : <Draft draft={approval.matter as unknown as Draft} />;
}

interface ModelMatter {
  kind: string;
  rows: number;
  events: number;
  auc?: number;
  unmet: string[];
  /** Features that are declared to be about no person, with the reasons. */
  declared?: string[];
  reason?: string;
}

function Model({ model }: { model: ModelMatter }) {
  const { t, named } = useWords();
  return (
    <div className="grid gap-1" data-matter>
      <p>
        <ModelKind model={model} />
        {model.auc !== undefined && <span className="figure">{` · AUC ${model.auc.toFixed(4)}`}</span>}
      </p>
      {model.unmet.length > 0 && (
        <div>
          <p className="font-semibold">{t("approvals.unmet")}</p>
          <ul className="grid gap-1">
            {model.unmet.map((check) => (
              <li key={check} className="flex gap-2">
                <span className="text-bad"><Icon name="bad" /></span>
                {check === "protected" && model.declared !== undefined
                  ? <span>{t("model.lacks.protected_declared")} {model.declared.map((one) => <bdi key={one} className="block">{one}</bdi>)}</span>
                  : named(`model.lacks.${check}`, check)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {model.reason !== undefined && <p>{t("field.reason")}: <bdi>{model.reason}</bdi></p>}
    </div>
  );
}

type Name = Approval["names"][number];

/** What the request is about, by name, with a way to look at it. */
function Names({ names }: { names: Name[] }) {
  const money = useMoney();
  if (names.length === 0) return null;
  return (
    <ul className="grid gap-1" data-names>
      {names.map((one) => (
        <li key={one.id}>
          <span className="font-semibold"><SubjectName subject={one} /></span>
          {one.day !== undefined && <>{" · "}<DayText day={one.day} /></>}
          {one.amount !== undefined && <>{" · "}<bdi>{money(one.amount)}</bdi></>}
        </li>
      ))}
    </ul>
  );
}

/** The same values with names where ids stand. */
function spoken(value: unknown, names: Name[]): unknown {
  if (typeof value === "string") return names.find((one) => one.id === value)?.name ?? value;
  if (Array.isArray(value)) return value.map((item) => spoken(item, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoken(item, names)]));
}

type Draft = Pick<Document, "party" | "day" | "due_day" | "currency" | "amounts" | "note" | "lines" | "taxes">;

/** The bill or invoice as it was asked for: changed since, it can only be asked for again. */
function Draft({ draft }: { draft: Draft }) {
  const { t } = useWords();
  return (
    <div data-matter>
      <p><bdi className="font-semibold">{draft.party.name}</bdi>{" · "}<DayText day={draft.day} /></p>
      {draft.note && <p className="text-soft">{t("field.note")}: <bdi>{draft.note}</bdi></p>}
      <DocumentLines document={draft} />
    </div>
  );
}

function RejectDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const reject = useCommand();
  const submit = async () => {
    if (!(await reject.perform(to("approval.reject", { id }), { reason: reason.trim() }))) return;
    invalidate("/api/");
    onClose();
  };
  return (
    <Dialog title={t("approvals.reject")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <TextField label={t("field.reason")} required autoFocus value={reason} error={reject.at("/reason")}
          onChange={(event) => setReason(event.target.value)} />
        {reject.problem && <ProblemNotice problem={reject.problem} />}
        <Button type="submit" weight="danger" busy={reject.busy} disabled={reason.trim() === ""}>{t("approvals.reject")}</Button>
      </form>
    </Dialog>
  );
}
