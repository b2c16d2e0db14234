/** What embeds, overrides or isolates a direction: in a name it turns the figures after it. */
const controls = /[\u202a-\u202e\u2066-\u2069]/g;
/** Hebrew, Arabic and the other scripts from right to left, with their marks. */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff]|[\ud802\ud803\ud83a\ud83b]/;
const open = "\u2068";
const close = "\u2069";

/**
 * A name or figure as a part of a sentence: it keeps its own direction and leaves that of what
 * stands beside it alone. What cannot turn anything is left as it is.
 *
 * @param isTurned Whether the sentence itself is read from right to left.
 */
export function isolated(text: string, isTurned: boolean): string {
  const plain = text.replace(controls, "");
  return plain !== "" && (isTurned || rightToLeft.test(plain)) ? open + plain + close : plain;
}

/** What was read or named elsewhere, without the controls that the server refuses in one line. */
export function asOneLine(text: string): string {
  return text.replace(/[\t\r\n\u2028\u2029]+/g, " ").replace(controls, "")
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, "").trim();
}
