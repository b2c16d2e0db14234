import { compact } from "../../lib/compact";
import { typedAmount } from "../../lib/money";
import type { ReviewDraft } from "./reviewDraft";

/** The body of the accept command: what the person confirms, beside what the machine has read. */
export function acceptance(draft: ReviewDraft): Record<string, unknown> {
  const text = (value: string) => (value.trim() === "" ? null : value.trim());
  const currency = draft.fields.currency.trim().toUpperCase();
  const money = (value: string) =>
    (value.trim() === "" ? null : { amount: typedAmount(value), currency });
  const { fields } = draft;
  return compact({
    document_id: draft.document_id,
    kind: draft.kind,
    supplier: text(fields.supplier),
    supplier_address: text(fields.supplier_address),
    number: text(fields.number),
    date: text(fields.date),
    due_date: draft.kind === "bill" ? text(fields.due_date) : null,
    currency: text(currency),
    subtotal: money(fields.subtotal),
    tax: money(fields.tax),
    total: money(fields.total),
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
