import { sentCurrency, sentMoney } from "../../lib/api/types";
import { compact } from "../../lib/compact";
import { addDays } from "../../lib/day";
import type { Document, DocumentLine, DocumentTax } from "../../lib/api/documents";
import { decimal, minorUnits } from "../../lib/money";
import { fineDecimals, percentDecimals, readNumber, typedNumber, written } from "../../lib/typed";
import type { Marks } from "../../lib/typed";

export interface DraftLine {
  description: string;
  quantity: string;
  unit_price: string;
  tax_rate: string;
  account_id: string;
  /** What this form does not show but must not lose: percent off, and several taxes at once. */
  discount?: string;
  taxes?: string[];
}

type KeptTax = Omit<DocumentTax, "base" | "amount">;

/** An invoice or bill as it is typed. */
export interface Draft {
  id: string;
  party_id: string;
  supplier_number: string;
  day: string;
  due_day: string;
  currency: string;
  note: string;
  lines: DraftLine[];
  pricing?: Document["pricing"];
  taxes?: KeptTax[];
  /** What it was when it was opened: a change that somebody made meanwhile is not written over. */
  version?: string;
}

export const emptyLine: DraftLine = { description: "", quantity: "1", unit_price: "", tax_rate: "", account_id: "" };

export function emptyDraft(id: string, currency: string, today: string): Draft {
  return {
    id, party_id: "", supplier_number: "", day: today, due_day: addDays(today, 30), currency,
    note: "", lines: [emptyLine],
  };
}

export function draftFrom(document: Document, marks: Marks): Draft {
  return {
    id: document.id, party_id: document.party.id, supplier_number: document.supplier_number ?? "",
    day: document.day, due_day: document.due_day ?? "", currency: document.currency,
    note: document.note ?? "", pricing: document.pricing,
    ...(document.version ? { version: document.version } : {}),
    taxes: document.taxes.map(({ base: _base, amount: _amount, ...tax }) => tax),
    lines: document.lines.map((line) => lineFrom(line, document.taxes, marks)),
  };
}

function lineFrom(line: DocumentLine, taxes: DocumentTax[], marks: Marks): DraftLine {
  const own = taxes.filter((tax) => line.taxes.includes(tax.code));
  const simple = own.every((tax) => own.length === 1 && !tax.is_compound && !tax.is_withholding);
  return {
    description: line.description, quantity: written(line.quantity, marks),
    unit_price: written(line.unit_price.amount, marks), tax_rate: simple ? written(own[0]?.rate ?? "", marks) : "", account_id: line.account_id ?? "",
    ...(line.discount ? { discount: line.discount } : {}), ...(simple ? {} : { taxes: line.taxes }),
  };
}

/** The tax of a typed percentage: one that the document has already, or a plain new one. */
function taxOf(rate: string, taxes: KeptTax[] | undefined, marks: Marks): { code: string; rate: string } | null {
  const percent = typedNumber(rate.replace("%", ""), marks, percentDecimals);
  if (percent === "" || /^0*(\.0*)?$/.test(percent)) return null;
  const known = taxes?.find((tax) => tax.rate === percent && !tax.is_compound && !tax.is_withholding);
  return known ?? { code: `TAX${percent}`, rate: percent };
}

/** The body that the server wants, but for its id; which lines are sent is decided by `filled`. */
export function bodyOf(draft: Draft, kind: "invoice" | "bill", marks: Marks) {
  const lines = filled(draft);
  const used = new Map<string, { code: string; rate: string }>();
  for (const line of lines) {
    const tax = taxOf(line.tax_rate, draft.taxes, marks);
    if (tax) used.set(tax.code, tax);
    for (const kept of draft.taxes ?? []) {
      if (line.taxes?.includes(kept.code)) used.set(kept.code, kept);
    }
  }
  return compact({
    party_id: draft.party_id,
    supplier_number: kind === "bill" ? draft.supplier_number.trim() : null,
    day: draft.day,
    due_day: draft.due_day,
    currency: sentCurrency(draft.currency),
    note: draft.note.trim(),
    pricing: draft.pricing,
    version: draft.version,
    taxes: [...used.values()],
    lines: lines.map((line) => {
      const tax = taxOf(line.tax_rate, draft.taxes, marks);
      return compact({
        description: line.description.trim(),
        quantity: typedNumber(line.quantity, marks, fineDecimals),
        unit_price: sentMoney(typedNumber(line.unit_price, marks, fineDecimals), draft.currency),
        discount: line.discount,
        taxes: line.taxes ?? (tax ? [tax.code] : []),
        account_id: line.account_id,
      });
    }),
  });
}

export function filled(draft: Draft): DraftLine[] {
  return draft.lines.filter((line) => (line.description + line.unit_price).trim() !== "");
}

/** Rows copied from a spreadsheet: description, quantity, unit price, tax rate, by tabs. */
export function pastedLines(text: string, marks: Marks): DraftLine[] | null {
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== "");
  if (rows.length === 0 || !rows.some((row) => row.includes("\t"))) return null;
  const lines = rows.map((row) => {
    const cells = row.split("\t").map((cell) => cell.trim());
    const [description = "", second = "", third = "", fourth = ""] = cells;
    return cells.length === 2
      ? { ...emptyLine, description, unit_price: second }
      : { ...emptyLine, description, quantity: second, unit_price: third, tax_rate: fourth.replace("%", "") };
  });
  // A head row has words where amounts belong.
  return lines.filter((line, index) => index > 0 || isNumber(line.unit_price, marks));
}

function isNumber(text: string, marks: Marks): boolean {
  return text.trim() !== "" && readNumber(text, marks, fineDecimals).doubt?.kind !== "unreadable";
}

/** What one line comes to before tax, shown while typing; the server's figure is the one that counts. */
export function lineAmount(line: DraftLine, currency: string, marks: Marks): string | null {
  const quantity = /^(-?\d{1,12})(?:\.(\d{0,6}))?$/.exec(typedNumber(line.quantity, marks, fineDecimals));
  const price = /^(-?\d{1,12})(?:\.(\d{0,6}))?$/.exec(typedNumber(line.unit_price, marks, fineDecimals));
  const one = minorUnits("1", currency);
  if (!quantity || !price || one === null) return null;
  const millionths = (match: RegExpExecArray) => BigInt(match[1] + (match[2] ?? "").padEnd(6, "0"));
  const product = millionths(quantity) * millionths(price) * one;
  const scale = 1_000_000_000_000n;
  const half = product < 0n ? -scale / 2n : scale / 2n;
  return decimal((product + half) / scale, currency);
}
