import { DayText } from "../../components/Day";
import { Money } from "../../components/Money";
import { WideTable } from "../../components/WideTable";
import type { Approval } from "../../lib/api/types";
import type { Money as Amount } from "../../lib/money";
import { useWords } from "../../lib/language";

interface Payload {
  amount?: Amount;
  withheld?: Amount;
  day?: string;
  direction?: "in" | "out";
  description?: string;
  lines?: { account_id?: string; amount?: Amount }[];
}

/** How much moves, which way and when, of a request that no draft shows; of an entry its sides. */
export function Asked({ approval }: { approval: Approval }) {
  const { t } = useWords();
  const payload = approval.payload as Payload;
  // A credit note of a part: what it comes to was worked out when it was asked for.
  const amount = payload.amount ?? (approval.matter as { credited?: Amount } | undefined)?.credited;
  const sides = (payload.lines ?? []).filter((line) => line.account_id !== undefined && line.amount !== undefined);
  if (amount === undefined && sides.length === 0) return null;
  return (
    <div className="grid gap-1" data-asked>
      {payload.description !== undefined && <p><bdi>{payload.description}</bdi></p>}
      <p>
        {payload.direction !== undefined && <>{t(`payment.${payload.direction}`)}{" · "}</>}
        {amount !== undefined && <strong><Money value={amount} /></strong>}
        {amount !== undefined && payload.day !== undefined && " · "}
        {payload.day !== undefined && <DayText day={payload.day} />}
      </p>
      {payload.withheld !== undefined && <p className="text-small">{t("field.withheld")}: <Money value={payload.withheld} /></p>}
      {sides.length > 0 && (
        <WideTable label={t("approvals.sides")} className="max-w-[560px]">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("field.account")}</th>
                <th scope="col" className="end">{t("field.debit")}</th>
                <th scope="col" className="end">{t("field.credit")}</th>
              </tr>
            </thead>
            <tbody>
              {sides.map((side, index) => <Side key={index} name={named(approval, side.account_id)} amount={side.amount as Amount} />)}
            </tbody>
          </table>
        </WideTable>
      )}
    </div>
  );
}

function Side({ name, amount }: { name: string; amount: Amount }) {
  const isCredit = amount.amount.startsWith("-");
  const figure = <Money value={{ ...amount, amount: amount.amount.replace(/^-/, "") }} />;
  return (
    <tr>
      <td><bdi>{name}</bdi></td>
      <td className="end">{!isCredit && figure}</td>
      <td className="end">{isCredit && figure}</td>
    </tr>
  );
}

function named(approval: Approval, id: string | undefined): string {
  return approval.names.find((one) => one.id === id)?.name ?? id ?? "";
}
