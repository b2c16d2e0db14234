import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { AmountField, SelectField, TextField } from "../../components/Field";
import { useMoney } from "../../components/Money";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loaded, Section } from "../../components/Page";
import { ask, to } from "../../lib/api/operations";
import { sentMoney } from "../../lib/api/types";
import type { Member } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { choiceOf, compact } from "../../lib/compact";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { exponent } from "../../lib/money";
import { invalidate, usePages } from "../../lib/resource";
import { useIdentity, useSession } from "../../lib/session";
import { typedAmount, written } from "../../lib/typed";

const roles = [
  "owner", "admin", "accountant", "loan_officer", "branch_manager", "credit_committee", "teller",
  "investor", "sme_user", "auditor", "supervisor", "api_client",
] as const;

/** Who belongs to the organisation, and as what. */
export function Members() {
  const { t } = useWords();
  const { may } = useSession();
  const members = usePages(ask("member.list"));
  const [adding, setAdding] = useState(false);
  const canManage = may("member.manage");
  return (
    <Section title={t("settings.members")}>
      <Loaded from={members}>
        {(list) => (
          <ul className="ruled">
            {list.map((member) => <li key={member.user_id}><Row member={member} canManage={canManage} /></li>)}
          </ul>
        )}
      </Loaded>
      {members.more && <div className="mt-3"><Button onClick={members.more}>{t("action.more")}</Button></div>}
      {canManage && (
        <div className="mt-4">
          {adding
            ? <AddMember onDone={() => setAdding(false)} />
            : <Button icon="plus" onClick={() => setAdding(true)}>{t("settings.add_member")}</Button>}
        </div>
      )}
    </Section>
  );
}

function Row({ member, canManage }: { member: Member; canManage: boolean }) {
  const { t, named } = useWords();
  const { user } = useIdentity();
  const money = useMoney();
  const [changed, setChanged] = useState(false);
  const [asking, setAsking] = useState(false);
  return (
    <div className="py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0 flex-[1_1_200px]">
          <bdi className="block font-semibold">{member.name}</bdi>
          <bdi className="block text-small text-soft">{member.email}</bdi>
          {!member.can_sign_in && <span className="text-small text-warn">{t("settings.invited")}</span>}
          {!member.can_sign_in && canManage && (
            // What was shown before was for another role: a new one is offered.
            <Invitation key={`${member.role} ${JSON.stringify(member.amount_limit)}`} member={member} />
          )}
        </span>
        <span className="text-soft" data-role={member.role}>
          {named(`role.${member.role}`, member.role)}
          {member.amount_limit && <span className="block text-small">{t("settings.limit_is", { amount: money(member.amount_limit) })}</span>}
        </span>
        {canManage && member.user_id !== user.id && (
          <Button aria-label={t("settings.role_of", { name: member.name })} onClick={() => setAsking(true)}>
            {t("settings.change_role")}
          </Button>
        )}
      </div>
      {asking && (
        <RoleDialog member={member} onClose={() => setAsking(false)} onChanged={() => { setAsking(false); setChanged(true); }} />
      )}
      {changed && !member.can_sign_in && (
        <p className="text-small text-warn" role="status">{t("settings.invitation_void")}</p>
      )}
    </div>
  );
}

/** What somebody may do here, and up to which amount alone: chosen, read, and then confirmed. */
function RoleDialog({ member, onClose, onChanged }: { member: Member; onClose: () => void; onChanged: () => void }) {
  const { t, marks } = useWords();
  const { organisation } = useIdentity();
  const currency = member.amount_limit?.currency ?? organisation.base_currency;
  const [role, setRole] = useState(choiceOf(roles, member.role) ?? "auditor");
  const [limit, setLimit] = useState(() => written(member.amount_limit?.amount ?? "", marks));
  const change = useCommand();
  const submit = async () => {
    const amount_limit = limit.trim() === "" ? null : sentMoney(typedAmount(limit, currency, marks), currency);
    if (!(await change.perform(to("member.change", { user_id: member.user_id }), compact({ role, amount_limit })))) return;
    invalidate("/api/members");
    onChanged();
  };
  return (
    <Dialog title={t("settings.role_of", { name: member.name })} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <SelectField label={t("field.role")} value={role} error={change.at("/role")}
          onChange={(event) => setRole(choiceOf(roles, event.target.value) ?? role)}>
          {roles.map((choice) => <option key={choice} value={choice}>{t(`role.${choice}`)}</option>)}
        </SelectField>
        <p data-consequence>{t(`role_may.${role}`)}</p>
        <AmountField
          label={`${t("settings.limit")} (${currency})`} hint={t("settings.limit_hint")} decimals={exponent(currency)}
          value={limit} error={change.at("/amount_limit")} onChange={(event) => setLimit(event.target.value)}
        />
        {change.problem && <ProblemNotice problem={change.problem} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" weight={role === "owner" && member.role !== "owner" ? "danger" : "main"} busy={change.busy}>
            {t("settings.confirm_role", { name: member.name, role: t(`role.${role}`) })}
          </Button>
          <Button weight="quiet" onClick={onClose}>{t("action.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A text to hand over in person; with it the new member chooses a password. */
function Invitation({ member }: { member: Member }) {
  const { t } = useWords();
  const invite = useCommand();
  const [text, setText] = useState<string | null>(null);
  const make = async () => {
    const done = await invite.perform(to("member.invite", { user_id: member.user_id }));
    if (done) setText(done.value.invitation);
  };
  if (text) {
    return (
      <Notice signal="good" title={t("settings.invitation")}><p className="ltr"><code>{text}</code></p></Notice>
    );
  }
  return (
    <>
      {invite.problem && <ProblemNotice problem={invite.problem} />}
      <div><Button weight="quiet" busy={invite.busy} onClick={() => void make()}>{t("settings.invite")}</Button></div>
    </>
  );
}

function AddMember({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const [form, setForm] = useState({ id: newID(), name: "", email: "", role: "accountant" as Member["role"] });
  const add = useCommand();
  const submit = async () => {
    if (!(await add.perform(to("member.add"), form))) return;
    invalidate("/api/members");
    onDone();
  };
  return (
    <form className="grid gap-4 border-s-4 border-accent ps-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <TextField label={t("field.name")} required value={form.name} error={add.at("/name")}
        onChange={(event) => setForm({ ...form, name: event.target.value })} />
      <TextField label={t("field.email")} type="email" required value={form.email} error={add.at("/email")}
        onChange={(event) => setForm({ ...form, email: event.target.value })} />
      <SelectField label={t("field.role")} value={form.role} error={add.at("/role")}
        onChange={(event) => setForm({ ...form, role: choiceOf(roles, event.target.value) ?? form.role })}>
        {roles.map((role) => <option key={role} value={role}>{t(`role.${role}`)}</option>)}
      </SelectField>
      {add.problem && <ProblemNotice problem={add.problem} />}
      <div className="flex gap-2">
        <Button type="submit" weight="main" busy={add.busy}>{t("settings.add_member")}</Button>
        <Button weight="quiet" onClick={onDone}>{t("action.cancel")}</Button>
      </div>
    </form>
  );
}
