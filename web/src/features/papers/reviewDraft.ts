import { certainty } from "../../components/Confidence";
import type { Paper, ReadLine } from "../../lib/api/types";
import { isDay, today } from "../../lib/day";
import { decimal, minorUnits } from "../../lib/money";
import { typedAmount, written } from "../../lib/typed";
import type { Marks } from "../../lib/typed";

/** The fields of a paper that a person confirms, in the order of a paper. */
export const fieldNames = [
  "supplier", "supplier_address", "number", "date", "due_date", "currency", "subtotal", "tax", "total",
] as const;
export type FieldName = (typeof fieldNames)[number];

export function isField(name: string | undefined): name is FieldName {
  return fieldNames.some((field) => field === name);
}

export interface Line {
  description: string;
  quantity: string;
  unit_price: string;
  amount: string;
}

/** What the person has typed so far; kept on the device until it is accepted. */
export interface ReviewDraft {
  document_id: string;
  fields: Record<FieldName, string>;
  /** Fields that a person has looked at: their doubt is settled. */
  seen: FieldName[];
  lines: Line[];
  kind: "receipt" | "bill" | "credit_note";
  /** A person has said which; what was only read is not taken for granted where it may cost money. */
  kind_chosen?: boolean;
  account_id: string;
  paid_from_account_id: string;
}

export const amountNames: readonly string[] = ["subtotal", "tax", "total"];

/** What was read for a field, as the reader would type it. */
export function readValue(name: string, value: string, marks: Marks): string {
  return amountNames.includes(name) ? written(value, marks) : value;
}

export function draftOf(paper: Paper, documentID: string, currency: string, marks: Marks): ReviewDraft {
  const fields = Object.fromEntries(
    fieldNames.map((name) => [name, readValue(name, paper.reading?.fields[name]?.value ?? "", marks)]),
  ) as Record<FieldName, string>;
  if (fields.currency === "") fields.currency = currency;
  return {
    document_id: documentID, fields, seen: [], lines: (paper.reading?.lines ?? []).map((line) => lineOf(line, marks)),
    kind: isCreditNote(paper) ? "credit_note" : isBill(paper) ? "bill" : "receipt",
    account_id: "", paid_from_account_id: "",
  };
}

/** A supplier's credit note gives money back: it is no purchase, and cannot be booked as one. */
export function isCreditNote(paper: Paper): boolean {
  return paper.reading?.kind === "credit_note";
}

/** What an electronic invoice says of itself, nobody has to judge. */
export function isStatedCreditNote(paper: Paper): boolean {
  return isCreditNote(paper) && paper.reading?.fields.total.source === "xml";
}

/** What names a day to pay by, or calls itself an invoice without a till's payment, is owed. */
function isBill(paper: Paper): boolean {
  const { kind, fields } = paper.reading ?? {};
  return fields?.due_date.value !== undefined || kind === "invoice";
}

function lineOf(line: ReadLine, marks: Marks): Line {
  const number = (plain: string | undefined) => written(plain ?? "", marks);
  return {
    description: line.description ?? "", quantity: number(line.quantity),
    unit_price: number(line.unit_price), amount: number(line.amount),
  };
}

const rank = { missing: 0, check: 1, sure: 2 };
export const optional: FieldName[] = ["supplier_address", "due_date", "number", "subtotal", "tax"];

/** Most doubtful first; a missing field that a paper need not have comes after the doubtful ones. */
export function byDoubt(paper: Paper): FieldName[] {
  const weight = (name: FieldName) => {
    const field = paper.reading?.fields[name];
    const of = certainty(field?.confidence ?? 0, field?.value ?? null);
    return of === "missing" && optional.includes(name) ? 1.5 : rank[of];
  };
  return [...fieldNames].sort((a, b) => weight(a) - weight(b) || fieldNames.indexOf(a) - fieldNames.indexOf(b));
}

export interface Warning {
  kind: "sum" | "lines" | "day" | "currency" | "future" | "unusual_currency" | "due_before";
  field: FieldName;
  values: Record<string, string>;
  /** The one tap that would make it right. */
  fix: { field: FieldName; value: string } | null;
}

/** Arithmetic that does not fit is said, with a way to make it fit; it never blocks by itself. */
export function warningsOf(draft: ReviewDraft, usual: string, marks: Marks, now: string = today()): Warning[] {
  const currency = draft.fields.currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    return [{ kind: "currency", field: "currency", values: {}, fix: null }];
  }
  const warnings: Warning[] = [];
  if (usual !== "" && currency !== usual) {
    warnings.push({ kind: "unusual_currency", field: "currency", values: { currency, usual }, fix: { field: "currency", value: usual } });
  }
  const units = (text: string) => minorUnits(typedAmount(text, currency, marks), currency);
  for (const name of ["date", "due_date"] as const) {
    if (draft.fields[name] !== "" && !isDay(draft.fields[name])) {
      warnings.push({ kind: "day", field: name, values: {}, fix: null });
    }
  }
  const { date, due_date } = draft.fields;
  if (isDay(date) && date > now) {
    warnings.push({ kind: "future", field: "date", values: {}, fix: { field: "date", value: now } });
  }
  if (draft.kind === "bill" && isDay(due_date) && isDay(date) && due_date < date) {
    warnings.push({ kind: "due_before", field: "due_date", values: {}, fix: { field: "due_date", value: date } });
  }
  const subtotal = units(draft.fields.subtotal);
  const tax = units(draft.fields.tax);
  const total = units(draft.fields.total);
  if (subtotal !== null && tax !== null && total !== null && subtotal + tax !== total) {
    const value = written(decimal(subtotal + tax, currency), marks);
    warnings.push({ kind: "sum", field: "total", values: { sum: value }, fix: { field: "total", value } });
  }
  const amounts = draft.lines.map((line) => units(line.amount));
  if (amounts.length > 0 && total !== null && amounts.every((amount) => amount !== null)) {
    const sum = amounts.reduce<bigint>((all, amount) => all + (amount ?? 0n), 0n);
    if (sum !== total && sum !== subtotal) {
      const value = written(decimal(sum, currency), marks);
      warnings.push({ kind: "lines", field: "total", values: { sum: value }, fix: { field: "total", value } });
    }
  }
  return warnings;
}
