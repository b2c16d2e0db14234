import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { to } from "../../lib/api/operations";
import type { Party } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";

const texts = ["name", "tax_number", "phone", "email", "address"] as const;

export function PartyForm({ party, onClose }: { party: Party | null; onClose: () => void }) {
  const { t } = useWords();
  const [form, setForm] = useState(() => ({
    id: party?.id ?? newID(), name: party?.name ?? "", tax_number: party?.tax_number ?? "",
    phone: party?.phone ?? "", email: party?.email ?? "", address: party?.address ?? "",
    is_customer: party?.is_customer ?? true, is_supplier: party?.is_supplier ?? false,
  }));
  const save = useCommand();
  const submit = async () => {
    const { id, ...rest } = form;
    const done = party
      ? await save.perform(to("party.update", { id }), compact(rest))
      : await save.perform(to("party.create"), compact({ id, ...rest }));
    if (!done) return;
    invalidate("/api/parties");
    onClose();
  };
  return (
    <Dialog title={party ? party.name : t("parties.add")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        {texts.map((name) => (
          <TextField
            key={name} label={t(`field.${name}`)} required={name === "name"} value={form[name]} error={save.at(`/${name}`)}
            onChange={(event) => setForm({ ...form, [name]: event.target.value })}
          />
        ))}
        <div className="flex flex-wrap gap-x-6">
          {(["is_customer", "is_supplier"] as const).map((name) => (
            <label key={name} className="flex min-h-11 items-center gap-2">
              <input type="checkbox" className="size-5 accent-accent" checked={form[name]}
                onChange={(event) => setForm({ ...form, [name]: event.target.checked })} />
              {t(name === "is_customer" ? "party.customer" : "party.supplier")}
            </label>
          ))}
        </div>
        {save.problem && <ProblemNotice problem={save.problem} />}
        <Button type="submit" weight="main" busy={save.busy}>{t("parties.save")}</Button>
      </form>
    </Dialog>
  );
}
