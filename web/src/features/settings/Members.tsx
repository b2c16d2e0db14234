import { useState } from "react";
import { Button } from "../../components/Button";
import { SelectField, TextField } from "../../components/Field";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loaded, Section } from "../../components/Page";
import { ask, to } from "../../lib/api/operations";
import type { Member } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { choiceOf, compact } from "../../lib/compact";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { invalidate, usePages } from "../../lib/resource";
import { useIdentity, useSession } from "../../lib/session";

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
  const change = useCommand();
  const [changed, setChanged] = useState(false);
  const setRole = async (word: string) => {
    const role = choiceOf(roles, word);
    if (!role) return;
    const body = compact({ role, amount_limit: member.amount_limit });
    if (!(await change.perform(to("member.change", { user_id: member.user_id }), body))) return;
    setChanged(true);
    invalidate("/api/members");
  };
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
        {canManage && member.user_id !== user.id
          ? (
            <select
              className="control max-w-[200px]" value={member.role} aria-label={t("settings.role_of", { name: member.name })}
              onChange={(event) => void setRole(event.target.value)}
            >
              {roles.map((role) => <option key={role} value={role}>{t(`role.${role}`)}</option>)}
            </select>
          )
          : <span className="text-soft">{named(`role.${member.role}`, member.role)}</span>}
      </div>
      {change.problem && <ProblemNotice problem={change.problem} />}
      {changed && !member.can_sign_in && (
        <p className="text-small text-warn" role="status">{t("settings.invitation_void")}</p>
      )}
    </div>
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
