import type { Day, Instant, Money } from "./types";

export type DocumentKind = "invoice" | "bill" | "purchase_order" | "receipt" | "credit_note";

export interface DocumentRow {
  id: string;
  kind: DocumentKind;
  state: string;
  party: { id: string; name: string };
  number?: string | null;
  supplier_number?: string | null;
  day: Day;
  due_day?: Day | null;
  total: Money;
  open: Money;
}

export interface DocumentLine {
  description: string;
  quantity: string;
  /** May have more digits than the currency. */
  unit_price: Money;
  /** Percent. */
  discount?: string | null;
  /** Codes of the document's taxes. */
  taxes: string[];
  account_id?: string | null;
  net: Money;
}

export interface DocumentTax {
  code: string;
  category: string;
  rate: string;
  is_compound: boolean;
  is_withholding: boolean;
  is_recoverable: boolean;
  base: Money;
  amount: Money;
}

export interface Entry {
  id: string;
  kind?: string;
  day: Day;
  recorded_at: Instant;
  description: string;
  document_id?: string | null;
  /** A debit is positive, a credit negative. */
  lines: { account_id: string; code: string; name: string; amount: Money }[];
}

export interface TimelineEvent {
  kind: string;
  at: Instant;
  by?: string | null;
  amount?: Money | null;
  note?: string | null;
}

export interface AllowedAction {
  name: string;
  is_allowed: boolean;
  reason?: string | null;
}

export interface Allocation {
  id: string;
  payment_id?: string | null;
  credit_note_id?: string | null;
  amount: Money;
  day: Day;
  is_released: boolean;
  reference?: string | null;
}

export interface Document extends Omit<DocumentRow, "total"> {
  currency: string;
  amounts: {
    net: Money; tax: Money; total: Money; rounding: Money; payable: Money; withheld: Money;
  };
  pricing: "exclusive" | "inclusive";
  note?: string | null;
  lines: DocumentLine[];
  taxes: DocumentTax[];
  allocations: Allocation[];
  entries: Entry[];
  papers: { id: string; file_name?: string | null; media_type: string }[];
  /** Ids, newest first. */
  attestations: string[];
  timeline: TimelineEvent[];
  actions: AllowedAction[];
}

/** A document as lists show it. */
export function asRow(document: Document): DocumentRow {
  return { ...document, total: document.amounts.payable };
}
