import { compact } from "../../lib/compact";
import type { Body } from "../../lib/api/operations";
import { sentCurrency, sentMoney } from "../../lib/api/types";
import { typedAmount } from "../../lib/money";
import type { ReviewDraft } from "./reviewDraft";

/** The body of the accept command: what the person confirms, beside what the machine has read. */
export function acceptance(draft: ReviewDraft): Body<"paper.accept"> {
  const text = (value: string) => (value.trim() === "" ? null : value.trim());
  const currency = draft.fields.currency.trim().toUpperCase();
  const money = (value: string) =>
    (value.trim() === "" ? null : sentMoney(typedAmount(value), currency));
  const { fields } = draft;
  return compact({
    document_id: draft.document_id,
    kind: draft.kind === "credit_note" ? "bill" : draft.kind,
    is_credit_note: draft.kind === "credit_note" ? true : draft.kind_chosen ? false : null,
    supplier: fields.supplier.trim(),
    supplier_address: text(fields.supplier_address),
    number: text(fields.number),
    date: fields.date.trim(),
    due_date: draft.kind === "bill" ? text(fields.due_date) : null,
    currency: currency === "" ? null : sentCurrency(currency),
    subtotal: money(fields.subtotal),
    tax: money(fields.tax),
    total: sentMoney(typedAmount(fields.total), currency),
    lines: draft.lines.filter((line) => line.description.trim() + line.amount.trim() !== "").map((line) => compact({
      description: line.description.trim(),
      quantity: text(typedAmount(line.quantity)),
      unit_price: money(line.unit_price),
      amount: money(line.amount),
    })),
    account_id: text(draft.account_id),
    paid_from_account_id: draft.kind === "receipt" ? text(draft.paid_from_account_id) : null,
  });
}
