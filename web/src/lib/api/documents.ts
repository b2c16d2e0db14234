import type {
  DocumentDetail, DocumentDetailAllowedAction, DocumentDetailAllocationLine, DocumentDetailLine,
  DocumentDetailStep, DocumentDetailTaxLine, DocumentItem, EntryItem,
} from "../../../generated/api";

export type Document = DocumentDetail;
export type DocumentKind = DocumentDetail["kind"];
export type DocumentRow = DocumentItem;
export type DocumentLine = DocumentDetailLine;
export type DocumentTax = DocumentDetailTaxLine;
/** A debit is positive, a credit negative. */
export type Entry = EntryItem;
export type TimelineEvent = DocumentDetailStep;
export type AllowedAction = DocumentDetailAllowedAction;
export type Allocation = DocumentDetailAllocationLine;

/** A document as lists show it. */
export function asRow(document: Document): DocumentRow {
  return { ...document, total: document.amounts.payable };
}
