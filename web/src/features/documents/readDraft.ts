import type { Paper, Party } from "../../lib/api/types";
import { isDay } from "../../lib/day";
import { decimal, minorUnits } from "../../lib/money";
import { written } from "../../lib/typed";
import type { Marks } from "../../lib/typed";
import { emptyLine } from "./draft";
import type { Draft, DraftLine } from "./draft";

/** A draft with what its paper says; what the paper does not say stays as it was typed. */
export function draftWithReading(draft: Draft, paper: Paper, parties: Party[], marks: Marks): Draft {
  const { fields, lines } = paper.reading ?? {};
  if (!fields) return draft;
  const currency = fields.currency.value ?? draft.currency;
  const day = (value: string | undefined, otherwise: string) => (value && isDay(value) ? value : otherwise);
  const bought = lines?.flatMap((line) => lineOf(line, currency)) ?? [];
  const rate = rateOf(fields.subtotal.value, fields.tax.value, currency);
  const before = rate === "" ? fields.total.value ?? fields.subtotal.value : fields.subtotal.value;
  const whole = before ? [{ ...emptyLine, description: fields.supplier.value ?? "", unit_price: before }] : null;
  const said = bought.length > 0 && addsUp(bought, before, currency) ? bought : whole;
  return {
    ...draft, currency,
    party_id: partyOf(fields.supplier.value, parties) ?? draft.party_id,
    supplier_number: fields.number.value ?? draft.supplier_number,
    day: day(fields.date.value, draft.day), due_day: day(fields.due_date.value, draft.due_day),
    lines: (said?.map((line) => inMarks(line, marks)) ?? draft.lines)
      .map((line) => (rate === "" ? line : { ...line, tax_rate: written(rate, marks) })),
  };
}

function inMarks(line: DraftLine, marks: Marks): DraftLine {
  return { ...line, quantity: written(line.quantity, marks), unit_price: written(line.unit_price, marks) };
}

/** The rate, in half percents, that makes this tax of this sum to the last minor unit; or none. */
function rateOf(net: string | undefined, tax: string | undefined, currency: string): string {
  const [sum, part] = [minorUnits(net ?? "", currency), minorUnits(tax ?? "", currency)];
  if (sum === null || part === null || sum <= 0n || part <= 0n) return "";
  for (let half = 1n; half <= 60n; half += 1n) {
    if ((sum * half + 100n) / 200n === part) return half % 2n === 0n ? String(half / 2n) : `${half / 2n}.5`;
  }
  return "";
}

function lineOf(line: NonNullable<Paper["reading"]>["lines"][number], currency: string): DraftLine[] {
  const amount = line.unit_price ?? line.amount;
  if (amount === undefined || minorUnits(amount, currency) === null) return [];
  const quantity = line.unit_price === undefined ? "1" : line.quantity ?? "1";
  return [{ ...emptyLine, description: line.description, quantity, unit_price: amount }];
}

/** Lines that do not come to what the paper asks for are worse than one line that does. */
function addsUp(lines: DraftLine[], sum: string | undefined, currency: string): boolean {
  if (sum === undefined) return true;
  const units = lines.map((line) => {
    const [price, count] = [minorUnits(line.unit_price, currency), Number(line.quantity)];
    return price === null || !Number.isInteger(count) ? null : price * BigInt(count);
  });
  if (units.some((unit) => unit === null)) return false;
  const total = units.reduce<bigint>((all, unit) => all + (unit ?? 0n), 0n);
  return decimal(total, currency) === decimal(minorUnits(sum, currency) ?? -1n, currency);
}

/** The word of a name that finds it with the fewest others beside it. */
export function longestWord(name: string | undefined): string {
  return (name?.match(/[\p{L}\p{N}]+/gu) ?? []).reduce((most, word) => (word.length > most.length ? word : most), "");
}

/** The party whose name is the same but for case, spacing, stops and the form of the company. */
function partyOf(name: string | undefined, parties: Party[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, "")
    .replace(/\b(ltd|limited|plc|llc|sarl|sa)\b/g, "").replace(/\s+/g, " ").trim();
  if (!name) return undefined;
  return parties.find((party) => plain(party.name) === plain(name))?.id;
}
