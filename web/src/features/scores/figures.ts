/** A probability as people read it: one decimal below ten per cent. */
export function percent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0,
  }).format(share);
}

/** Points with their sign, which is said in words and never by colour alone. */
export function signed(points: number): string {
  const whole = Math.round(points);
  if (whole === 0) return "0";
  return whole > 0 ? `+${whole}` : `\u2212${-whole}`;
}

export function csv(rows: (string | number)[][]): Blob {
  const cell = (value: string | number) => {
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return new Blob([rows.map((row) => row.map(cell).join(",")).join("\r\n"), "\r\n"], { type: "text/csv" });
}
