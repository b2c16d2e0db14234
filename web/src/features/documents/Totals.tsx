import { useEffect, useState } from "react";
import { Money } from "../../components/Money";
import { core, CoreRefusal } from "../../lib/core";
import type { DocumentTotals } from "../../lib/core";
import { useWords } from "../../lib/language";
import type { Marks } from "../../lib/typed";
import { bodyOf, filled, lineAmount } from "./draft";
import type { Draft } from "./draft";

/** What the lines come to, following each key: computed by the same Swift code as the server's. */
export function Totals({ draft, kind }: { draft: Draft; kind: "invoice" | "bill" }) {
  const { t, marks } = useWords();
  const totals = useTotals(draft, kind, marks);
  if (!totals) return null;
  const rows: [string, string, boolean][] = [
    [t("totals.before_tax"), totals.net, false],
    ...totals.taxes.map((tax): [string, string, boolean] => [tax.code, tax.amount, false]),
    ...(Number(totals.rounding) === 0 ? [] : [[t("field.rounding"), totals.rounding, false] as [string, string, boolean]]),
    [t("field.total"), totals.payable, true],
  ];
  return (
    <dl className="ms-auto w-full max-w-[400px]" aria-live="polite" data-total={totals.payable}>
      {rows.map(([name, amount, isTotal]) => (
        <div key={name} className={`flex justify-between gap-4 py-1 ${isTotal ? "border-t border-edge text-lead font-semibold" : ""}`}>
          <dt className={isTotal ? "" : "text-soft"}>{name}</dt>
          <dd><Money value={{ amount, currency: draft.currency }} bare={!isTotal} /></dd>
        </div>
      ))}
    </dl>
  );
}

/** Null while lines are unfinished or the core is not here (an old browser, a first offline start). */
function useTotals(draft: Draft, kind: "invoice" | "bill", marks: Marks): DocumentTotals | null {
  const [totals, setTotals] = useState<DocumentTotals | null>(null);
  const lines = filled(draft);
  const ready = lines.length > 0 && lines.every((line) => lineAmount(line, draft.currency, marks) !== null);
  const { currency, lines: asked, pricing, taxes } = bodyOf(draft, kind, marks);
  const text = ready ? JSON.stringify({ kind, currency, lines: asked, pricing, taxes }) : null;
  useEffect(() => {
    if (text === null) {
      setTotals(null);
      return undefined;
    }
    let wanted = true;
    core().then((swift) => swift.totals(JSON.parse(text)), () => null).then(
      (answer) => { if (wanted) setTotals(answer); },
      (error: unknown) => {
        if (!(error instanceof CoreRefusal)) throw error;
        if (wanted) setTotals(null);
      },
    );
    return () => { wanted = false; };
  }, [text]);
  return totals;
}
