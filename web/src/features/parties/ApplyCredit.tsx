import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { AmountField, SelectField } from "../../components/Field";
import { useMoney } from "../../components/Money";
import { ProblemNotice } from "../../components/Notice";
import { Loaded } from "../../components/Page";
import type { DocumentRow } from "../../lib/api/documents";
import { ask, to } from "../../lib/api/operations";
import { sentMoney } from "../../lib/api/types";
import type { Party } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { exponent, minorUnits } from "../../lib/money";
import { invalidate, useResource } from "../../lib/resource";
import { typedAmount, written } from "../../lib/typed";
import type { Credit } from "./CreditRow";

interface Props { credit: Credit; party: Party; onClose: () => void }

/** Sets credit against one open document of the same party and currency. */
export function ApplyCredit({ credit, party, onClose }: Props) {
  const { t } = useWords();
  const kind = credit.direction === "in" ? "invoice" : "bill";
  const open = useResource(ask("document.list", { kind, state: "open", party_id: party.id, limit: 100 }));
  return (
    <Dialog title={t("credit.apply")} onClose={onClose}>
      <Loaded from={open} rows={2}>
        {({ items }) => {
          const fitting = items.filter((row) => row.open.currency === credit.left.currency);
          return fitting.length === 0
            ? <p>{t("credit.nothing_open", { party: party.name })}</p>
            : <Form credit={credit} party={party} documents={fitting} onClose={onClose} />;
        }}
      </Loaded>
    </Dialog>
  );
}

function Form({ credit, party, documents, onClose }: Props & { documents: DocumentRow[] }) {
  const { t, marks } = useWords();
  const money = useMoney();
  const { currency } = credit.left;
  const [id] = useState(newID);
  const [chosen, setChosen] = useState(documents[0].id);
  const document = documents.find((row) => row.id === chosen) ?? documents[0];
  const [amount, setAmount] = useState(() => written(smaller(document, credit), marks));
  const apply = useCommand();
  const choose = (next: string) => {
    setChosen(next);
    const row = documents.find((other) => other.id === next);
    if (row) setAmount(written(smaller(row, credit), marks));
  };
  const submit = async () => {
    const source = credit.source === "payment" ? { payment_id: credit.id } : { credit_note_id: credit.id };
    const body = { id, ...source, document_id: document.id, amount: sentMoney(typedAmount(amount, currency, marks), currency) };
    if (!(await apply.perform(to("allocation.create"), body))) return;
    invalidate("/api/");
    onClose();
  };
  return (
    <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <SelectField label={t("field.document")} value={chosen} error={apply.at("/document_id")} onChange={(event) => choose(event.target.value)}>
        {documents.map((row) => (
          <option key={row.id} value={row.id}>{`${row.number ?? row.supplier_number ?? ""} · ${money(row.open)}`}</option>
        ))}
      </SelectField>
      <AmountField label={`${t("field.amount")} (${currency})`} required value={amount} decimals={exponent(currency)} error={apply.at("/amount")}
        onChange={(event) => setAmount(event.target.value)} />
      <p data-consequence>{t("credit.apply_hint", { party: party.name, left: money(credit.left) })}</p>
      {apply.problem && <ProblemNotice problem={apply.problem} />}
      <Button type="submit" weight="main" icon="check" busy={apply.busy}>{t("credit.apply")}</Button>
    </form>
  );
}

/** No more than is left, and no more than is open. */
function smaller(document: DocumentRow, credit: Credit): string {
  const { currency } = credit.left;
  const left = minorUnits(credit.left.amount, currency) ?? 0n;
  const open = minorUnits(document.open.amount, currency) ?? 0n;
  return left < open ? credit.left.amount : document.open.amount;
}
