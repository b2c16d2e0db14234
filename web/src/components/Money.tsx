import { formatAmount } from "../lib/money";
import type { Money as Amount } from "../lib/money";
import { useWords } from "../lib/language";

interface Props {
  value: Amount;
  /** Tables name the currency once, in the head of the column. */
  bare?: boolean;
  className?: string;
}

/** The only place that shows an amount: exact digits, the minus sign before the currency. */
export function Money({ value, bare = false, className = "" }: Props) {
  return <span className={`money ${className}`} dir="ltr">{useMoney()(value, bare)}</span>;
}

/** The same amount as words in a sentence. */
export function useMoney(): (value: Amount, bare?: boolean) => string {
  const { locale } = useWords();
  return (value, bare = false) => {
    const figure = formatAmount(value.amount, value.currency, locale);
    if (bare) return figure;
    return figure.startsWith("\u2212")
      ? `\u2212${value.currency}\u00a0${figure.slice(1)}` : `${value.currency}\u00a0${figure}`;
  };
}

/** One amount per currency, or zero of the organisation's own. */
export function MoneyList({ values, currency }: { values: Amount[]; currency: string }) {
  const shown = values.length > 0 ? values : [{ amount: "0", currency }];
  return (
    <>
      {shown.map((value) => (
        <span className="block" key={value.currency}><Money value={value} /></span>
      ))}
    </>
  );
}
