import { asOneLine } from "../../lib/bidi";
import { compact } from "../../lib/compact";
import type { Body } from "../../lib/api/operations";
import { sentCurrency, sentMoney } from "../../lib/api/types";
import { fineDecimals, typedAmount, typedNumber } from "../../lib/typed";
import type { Marks } from "../../lib/typed";
import type { ReviewDraft } from "./reviewDraft";

/** The body of the accept command: what the person confirms, beside what the machine has read. */
export function acceptance(draft: ReviewDraft, marks: Marks): Body<"paper.accept"> {
  // Readings of before may hold what no field takes.
  const text = (value: string) => (value.trim() === "" ? null : asOneLine(value));
  const currency = draft.fields.currency.trim().toUpperCase();
  const money = (value: string) =>
    (value.trim() === "" ? null : sentMoney(typedAmount(value, currency, marks), currency));
  const { fields } = draft;
  return compact({
    document_id: draft.document_id,
    kind: draft.kind === "credit_note" ? "bill" : draft.kind,
    is_credit_note: draft.kind === "credit_note" ? true : draft.kind_chosen ? false : null,
    supplier: asOneLine(fields.supplier),
    supplier_address: text(fields.supplier_address),
    number: text(fields.number),
    date: fields.date.trim(),
    due_date: draft.kind === "bill" ? text(fields.due_date) : null,
    currency: currency === "" ? null : sentCurrency(currency),
    subtotal: money(fields.subtotal),
    tax: money(fields.tax),
    total: sentMoney(typedAmount(fields.total, currency, marks), currency),
    lines: draft.lines.filter((line) => line.description.trim() + line.amount.trim() !== "").map((line) => compact({
      description: asOneLine(line.description),
      quantity: text(typedNumber(line.quantity, marks, fineDecimals)),
      unit_price: line.unit_price.trim() === "" ? null
        : sentMoney(typedNumber(line.unit_price, marks, fineDecimals), currency),
      amount: money(line.amount),
    })),
    account_id: text(draft.account_id),
    paid_from_account_id: draft.kind === "receipt" ? text(draft.paid_from_account_id) : null,
  });
}
