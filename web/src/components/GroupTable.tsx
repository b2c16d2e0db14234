import { Notice } from "./Notice";
import { WideTable } from "./WideTable";
import type { FairnessReport } from "../lib/api/types";
import { useWords } from "../lib/language";

/** Approvals by group, each held against the one that is approved most often. */
export function GroupTable({ report }: { report: FairnessReport }) {
  const { t } = useWords();
  return (
    <>
      <p className="mb-3 max-w-[640px] text-soft">{t("fairness.rule")}</p>
      <WideTable label={t("fairness.groups")}>
        <table className="table max-w-[800px]" data-fairness={report.attribute}>
          <thead>
            <tr>
              <th scope="col">{t("fairness.group")}</th>
              <th scope="col" className="end whitespace-normal">{t("fairness.approved")}</th>
              <th scope="col" className="end whitespace-normal">{t("fairness.impact")}</th>
              <th scope="col" className="end whitespace-normal">{t("fairness.good_declined")}</th>
              <th scope="col" className="end whitespace-normal">{t("fairness.bad_approved")}</th>
            </tr>
          </thead>
          <tbody>
            {report.groups.map((group) => <Group key={group.value} group={group} report={report} />)}
          </tbody>
        </table>
      </WideTable>
      <p className="mt-2 max-w-[640px] text-small text-soft">{t("fairness.small")}</p>
    </>
  );
}

/** What is said of groups that are large enough for a verdict, but are not all shown. */
export function Unshown({ report }: { report: FairnessReport }) {
  const { t } = useWords();
  if (report.unshown === undefined) return null;
  const signal = report.unshown === "adverse" ? "bad" : report.unshown === "unknown" ? "warn" : "plain";
  return <div className="mt-3" data-unshown={report.unshown}><Notice signal={signal} title={t(`fairness.unshown_${report.unshown}`)} /></div>;
}

type Shown = FairnessReport["groups"][number];

/** Fewer businesses or people in either group are too few; with more it is the interval that is too wide. */
const fewest = 20;

function verdict(group: Shown, reference: Shown | undefined) {
  const isLarge = reference !== undefined && Math.min(group.people, reference.people) >= fewest;
  return group.verdict === "unknown" && group.impact !== undefined && isLarge ? "unclear" : group.verdict ?? "unknown";
}

function Group({ group, report }: { group: Shown; report: FairnessReport }) {
  const { t, locale } = useWords();
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const ratio = (value: number) => value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const { impact, impact_low: low, impact_high: high } = group;
  const known = impact !== undefined && low !== undefined && high !== undefined;
  return (
    <tr>
      <th scope="row" className="whitespace-normal">
        <bdi className="text-body text-ink">{group.value === "other" ? t("fairness.other") : group.value}</bdi>
        <span className={`block font-normal ${group.verdict === "adverse" ? "text-bad" : ""}`}>
          {group.value === report.reference
            ? t("fairness.reference")
            : t(`fairness.${verdict(group, report.groups.find((one) => one.value === report.reference))}`)}
        </span>
      </th>
      <td className="end figure">
        {percent.format(group.approved)}
        <span className="block text-small text-soft">{t("fairness.people", { people: group.people })}</span>
      </td>
      <td className="end figure">
        {known ? ratio(impact) : "\u2013"}
        {known && <span className="block text-small text-soft">{`${ratio(low)}\u2013${ratio(high)}`}</span>}
      </td>
      <Rate share={group.good_declined} percent={percent} />
      <Rate share={group.bad_approved} percent={percent} />
    </tr>
  );
}

/** How often a decision was wrong, where enough outcomes are known. */
function Rate({ share, percent }: { share?: number; percent: Intl.NumberFormat }) {
  return <td className="end figure">{share === undefined ? "\u2013" : percent.format(share)}</td>;
}
