/** In whole per cent, except that what may happen is called neither impossible nor certain. */
export function chanceText(chance: number, locale: string): string {
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  if (chance > 0 && chance < 0.005) return `<${percent.format(0.01)}`;
  if (chance < 1 && chance > 0.995) return `>${percent.format(0.99)}`;
  return percent.format(chance);
}
