import { useState } from "react";
import { ask, to } from "../lib/api/operations";
import { useCommand } from "../lib/command";
import { compact } from "../lib/compact";
import { newID } from "../lib/id";
import { useWords } from "../lib/language";
import { invalidate, useResource } from "../lib/resource";
import { Button } from "./Button";
import { TextField } from "./Field";
import { FoundField, useSearch } from "./FoundField";
import { ProblemNotice } from "./Notice";

interface Props {
  label: string;
  role: "customer" | "supplier";
  value: string;
  error?: string;
  onChange: (id: string) => void;
}

/** Chooses who is on the other side, or names a new one without leaving the form. */
export function PartyChoice({ label, role, value, error, onChange }: Props) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const search = useSearch();
  const parties = useResource(ask("party.list", compact({ role, search: search.settled, limit: 200 })));
  const isListed = parties.value?.items.some((party) => party.id === value);
  const chosen = useResource(value !== "" && isListed === false ? ask("party.read", { id: value }) : null);
  return (
    <div className="grid gap-2">
      <FoundField label={label} empty={t("party.choose")} value={value} error={error} from={parties}
        known={chosen.value?.party} search={search} onChange={onChange} />
      {adding
        ? <NewParty role={role} onDone={(id) => { setAdding(false); if (id) onChange(id); }} />
        : <div><Button weight="quiet" icon="plus" onClick={() => setAdding(true)}>{t(`party.new_${role}`)}</Button></div>}
    </div>
  );
}

function NewParty({ role, onDone }: { role: Props["role"]; onDone: (id: string | null) => void }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const create = useCommand();
  const add = async () => {
    const id = newID();
    const done = await create.perform(to("party.create"), {
      id, name: name.trim(), is_customer: role === "customer", is_supplier: role === "supplier",
    });
    if (!done) return;
    invalidate("/api/parties");
    onDone(id);
  };
  return (
    <div className="grid gap-3 border-s-4 border-accent ps-3">
      <TextField
        label={t("field.name")} value={name} autoFocus error={create.at("/name")}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => { if (event.key === "Enter") { event.preventDefault(); void add(); } }}
      />
      {create.problem && <ProblemNotice problem={create.problem} />}
      <div className="flex gap-2">
        <Button busy={create.busy} disabled={name.trim() === ""} onClick={() => void add()}>{t("party.add")}</Button>
        <Button weight="quiet" onClick={() => onDone(null)}>{t("action.cancel")}</Button>
      </div>
    </div>
  );
}
