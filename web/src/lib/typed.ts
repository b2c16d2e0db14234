import { exponent } from "./money";

/** How somebody writes numbers: the mark before decimals, and the one between thousands. */
export interface Marks { decimal: string; group: string }

/** Decimals that quantities and unit prices may have. */
export const fineDecimals = 6;
/** Decimals that a percentage may have. */
export const percentDecimals = 4;

export function marksOf(locale: string): Marks {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.5);
  const mark = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  return { decimal: mark("decimal", "."), group: mark("group", ",") };
}

/** Why a text is not taken for a number, with what the message needs. */
export interface Doubt {
  kind: "unreadable" | "two_ways" | "one_way" | "too_fine";
  values: Record<string, string | number>;
}

/** A plain decimal string, empty where nothing was typed; or why the text is none. */
export type Reading = { value: string; doubt: null } | { value: null; doubt: Doubt };

/** Spaces, apostrophes and the Arabic thousands mark group and nothing else. */
const grouping = "_";
/** The Arabic decimal mark. */
const arabic = "\u066b";

/**
 * What a person typed as a plain decimal string, never guessed. One mark with three digits behind
 * it, such as `12,500`, is what the reader's own way of writing makes of it; where that says
 * nothing, both ways to write it are told.
 *
 * @param decimals How many decimals the value may have.
 */
export function readNumber(text: string, marks: Marks, decimals: number): Reading {
  const plain = text.trim()
    .replace(/[\u200e\u200f\u061c]/g, "")
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\s_'\u2019\u066c]/g, grouping)
    .replace(/^[\u2212-]_?/, "-");
  if (plain === "") return { value: "", doubt: null };
  const match = /^(-?)([\d_.,\u066b]*)$/.exec(plain);
  if (!match || !/\d/.test(match[2])) return unreadable(marks);
  const [, sign, body] = match;
  const used = body.replace(/\d/g, "");
  const kinds = [...new Set(used)];
  if (kinds.length > 2) return unreadable(marks);
  if (kinds.length === 2) {
    const last = used[used.length - 1];
    return built(sign, body, last, kinds.find((kind) => kind !== last) ?? "", marks, decimals);
  }
  const [kind] = kinds;
  if (kind === undefined || kind === arabic) return built(sign, body, kind ?? "", "", marks, decimals);
  if (kind === grouping || used.length > 1) return built(sign, body, "", kind, marks, decimals);
  const [before, after] = body.split(kind);
  if (after.length !== 3 || before === "" || before.startsWith("0") || before.length > 3) {
    return built(sign, body, kind, "", marks, decimals);
  }
  if (kind === marks.group) return built(sign, body, "", kind, marks, decimals);
  if (kind === marks.decimal && decimals >= 3) return built(sign, body, kind, "", marks, decimals);
  const grouped = sign + before + after;
  const fraction = after.replace(/0+$/, "");
  return { value: null, doubt: fraction.length > decimals
    ? { kind: "one_way", values: { grouped, decimals } }
    : { kind: "two_ways", values: { grouped, decimal: sign + before + (fraction && marks.decimal + fraction) } } };
}

function built(
  sign: string, body: string, mark: string, group: string, marks: Marks, decimals: number,
): Reading {
  const parts = mark === "" ? [body] : body.split(mark);
  if (parts.length > 2 || mark === grouping || group === arabic) return unreadable(marks);
  const [whole, fraction = ""] = parts;
  if (!/^\d*$/.test(fraction)) return unreadable(marks);
  const groups = group === "" ? [whole] : whole.split(group);
  if (groups.length > 1 && !(/^\d{1,3}$/.test(groups[0]) && groups.slice(1).every((part) => /^\d{3}$/.test(part)))) {
    return unreadable(marks);
  }
  if (fraction.replace(/0+$/, "").length > decimals) {
    return { value: null, doubt: { kind: "too_fine", values: { decimals } } };
  }
  const kept = fraction.slice(0, decimals);
  return { value: sign + (groups.join("") || "0") + (kept && `.${kept}`), doubt: null };
}

function unreadable(marks: Marks): Reading {
  return { value: null, doubt: { kind: "unreadable", values: { example: `1250${marks.decimal}50` } } };
}

/** What stands for a text that is no number: the server refuses it too, at its field. */
const none = "?";

/** What was typed for a value with so many decimals, as it is sent. */
export function typedNumber(text: string, marks: Marks, decimals: number): string {
  return readNumber(text, marks, decimals).value ?? none;
}

/** What was typed for an amount of a currency, as it is sent. */
export function typedAmount(text: string, currency: string, marks: Marks): string {
  return typedNumber(text, marks, exponent(currency));
}

/** A plain decimal string as the reader would type it; anything else as it is. */
export function written(plain: string, marks: Marks): string {
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain.replace(".", marks.decimal) : plain;
}
