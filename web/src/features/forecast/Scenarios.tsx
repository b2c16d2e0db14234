import { useEffect, useState } from "react";
import { Button } from "../../components/Button";
import { SelectField } from "../../components/Field";
import { Money } from "../../components/Money";
import { Section } from "../../components/Page";
import { prepareCash } from "../../lib/core/cash";
import type { CashBasis } from "../../lib/core/cash";
import { useWords } from "../../lib/language";
import { minorUnits } from "../../lib/money";

interface Props {
  basis: CashBasis;
  scenario: string;
  change: (scenario: string) => void;
}

const plain = { party: "", weeks: 0, sales: 0, purchases: 0, skipped: [] as string[] };

/** What if: computed on this device from what the forecast rests on. */
export function Scenarios({ basis, scenario, change }: Props) {
  const { t, locale } = useWords();
  const buyers = owing(basis);
  const [ready, setReady] = useState(false);
  useEffect(() => { prepareCash().then(() => setReady(true), () => undefined); }, []);
  const [choice, setChoice] = useState({ ...plain, party: buyers[0]?.id ?? "" });
  const set = (part: Partial<typeof choice>) => setChoice((before) => ({ ...before, ...part }));
  const moves = { sales: hasTrade(basis.incoming), purchases: hasTrade(basis.outgoing) };
  const asked = written({ ...choice, sales: moves.sales ? choice.sales : 0, purchases: moves.purchases ? choice.purchases : 0 });
  useEffect(() => change(asked), [change, asked]);
  const signed = new Intl.NumberFormat(locale, { style: "percent", signDisplay: "exceptZero" });
  const bills = basis.papers.filter((paper) => paper.direction === "out")
    .sort((one, other) => Number(other.amount) - Number(one.amount)).slice(0, 6);
  const names = new Map(basis.parties.map((party) => [party.id, party.name]));
  return (
    <Section title={t("forecast.what_if")}>
      <div className="grid max-w-[560px] gap-4" data-scenarios={ready ? "ready" : "loading"}>
        {buyers.length > 0 && (
          <>
            <SelectField label={t("forecast.late_party")} value={choice.party} onChange={(event) => set({ party: event.target.value })}>
              {buyers.map((buyer) => <option key={buyer.id} value={buyer.id}>{buyer.name}</option>)}
            </SelectField>
            <Slider
              label={t("forecast.late_by")} said={t("forecast.late_weeks", { weeks: choice.weeks })} min={0} max={12} step={1}
              value={choice.weeks} change={(weeks) => set({ weeks })}
            />
          </>
        )}
        {moves.sales && (
          <Slider
            label={t("forecast.sales")} said={signed.format(choice.sales / 100)} min={-80} max={80} step={5}
            value={choice.sales} change={(sales) => set({ sales })}
          />
        )}
        {moves.purchases && (
          <Slider
            label={t("forecast.purchases")} said={signed.format(choice.purchases / 100)} min={-80} max={80} step={5}
            value={choice.purchases} change={(purchases) => set({ purchases })}
          />
        )}
        {bills.length > 0 && (
          <fieldset>
            <legend className="font-semibold">{t("forecast.leave_out")}</legend>
            {bills.map((bill) => (
              <label key={bill.id} className="flex min-h-11 items-center gap-3">
                <input
                  type="checkbox" className="size-5" checked={choice.skipped.includes(bill.id)}
                  onChange={(event) => set({
                    skipped: event.target.checked
                      ? [...choice.skipped, bill.id] : choice.skipped.filter((id) => id !== bill.id),
                  })}
                />
                <span className="flex-1"><bdi>{names.get(bill.party)}</bdi> <span className="reference text-soft">{bill.number}</span></span>
                <Money value={{ amount: bill.amount, currency: basis.currency }} />
              </label>
            ))}
          </fieldset>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button disabled={scenario === ""} onClick={() => setChoice({ ...plain, party: choice.party })}>{t("forecast.reset")}</Button>
          <p className="text-small text-soft">{t("forecast.computed_here")}</p>
        </div>
      </div>
    </Section>
  );
}

function Slider({ label, said, value, change, ...range }: {
  label: string; said: string; min: number; max: number; step: number; value: number; change: (value: number) => void;
}) {
  return (
    <label className="block">
      <span className="flex justify-between gap-2"><span className="font-semibold">{label}</span><span className="figure">{said}</span></span>
      <input
        type="range" className="h-11 w-full accent-(--accent)" {...range} value={value} aria-valuetext={said}
        onChange={(event) => change(Number(event.target.value))}
      />
    </label>
  );
}

function written(choice: typeof plain): string {
  return [
    choice.weeks > 0 && choice.party !== "" ? `late:${choice.party}:${choice.weeks * 7}` : "",
    choice.sales !== 0 ? `sales:${choice.sales}` : "",
    choice.purchases !== 0 ? `purchases:${choice.purchases}` : "",
    ...choice.skipped.map((id) => `skip:${id}`),
  ].filter((part) => part !== "").join(",");
}

/** What would change nothing is refused, so it is not offered. */
function hasTrade(courses: string[][]): boolean {
  return courses.some((course) => course.some((amount) => Number(amount) !== 0));
}

/** Who owes most comes first. */
function owing(basis: CashBasis): { id: string; name: string }[] {
  const sums = new Map<string, bigint>();
  for (const paper of basis.papers) {
    if (paper.direction !== "in") continue;
    sums.set(paper.party, (sums.get(paper.party) ?? 0n) + (minorUnits(paper.amount, basis.currency) ?? 0n));
  }
  return basis.parties.filter((party) => sums.has(party.id))
    .sort((one, other) => ((sums.get(other.id) ?? 0n) > (sums.get(one.id) ?? 0n) ? 1 : -1));
}
