/** An amount as it travels: an exact decimal string and its ISO 4217 code. Never a float. */
export interface Money {
  amount: string;
  currency: string;
}

const threeDigits = new Set(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);
const noDigits = new Set([
  "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV",
  "XAF", "XOF", "XPF",
]);

/** How many digits the minor unit has (ISO 4217). */
export function exponent(currency: string): number {
  if (threeDigits.has(currency)) return 3;
  return noDigits.has(currency) ? 0 : 2;
}

/** Whole minor units of a decimal string, or null when it is no amount of this currency. */
export function minorUnits(amount: string, currency: string): bigint | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(amount.trim());
  if (!match) return null;
  const digits = exponent(currency);
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (fraction.length > digits) return null;
  const units = BigInt(match[2] + fraction.padEnd(digits, "0"));
  return match[1] ? -units : units;
}

/** The decimal string of minor units: `125050` of KES is `1250.50`. */
export function decimal(units: bigint, currency: string): string {
  const digits = exponent(currency);
  const sign = units < 0n ? "-" : "";
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, "0");
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * The amount in the reader's digits and separators, exact at any size: the whole part goes through
 * Intl as a BigInt and the fraction is carried over digit by digit.
 */
export function formatAmount(amount: string, currency: string, locale: string): string {
  const units = minorUnits(amount, currency);
  if (units === null) return amount;
  const [whole, fraction] = decimal(units < 0n ? -units : units, currency).split(".");
  const format = new Intl.NumberFormat(locale, { useGrouping: true });
  const text = format.format(BigInt(whole));
  if (fraction === undefined) return units < 0n ? `\u2212${text}` : text;
  const separator = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 })
    .formatToParts(0.5).find((part) => part.type === "decimal")?.value ?? ".";
  return `${units < 0n ? "\u2212" : ""}${text}${separator}${fraction}`;
}

/** The sum of decimal strings of one currency, or null when one of them is no amount. */
export function sum(amounts: string[], currency: string): string | null {
  let total = 0n;
  for (const amount of amounts) {
    const units = minorUnits(amount, currency);
    if (units === null) return null;
    total += units;
  }
  return decimal(total, currency);
}
