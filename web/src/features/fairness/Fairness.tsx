import { useState } from "react";
import { Button } from "../../components/Button";
import { SelectField } from "../../components/Field";
import { Empty, Loaded, Page, Section } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import type { FairnessReport } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { useResource } from "../../lib/resource";
import { useSession } from "../../lib/session";
import { KeepAttribute } from "./KeepAttribute";

/** Decisions by group of an attribute that the law protects, in sums. */
export function Fairness() {
  const { t } = useWords();
  const { may } = useSession();
  const kept = useResource(ask("fairness.attributes"));
  const [chosen, setChosen] = useState("");
  const [keeping, setKeeping] = useState(false);
  const keep = may("fairness.record") && may("score.read");
  return (
    <Page
      title={t("fairness.title")} lead={t("fairness.lead")}
      actions={keep && <Button icon="plus" onClick={() => setKeeping(true)}>{t("fairness.keep")}</Button>}
    >
      <Loaded from={kept}>
        {({ items }) => {
          const attribute = items.find((item) => item.attribute === chosen)?.attribute ?? items[0]?.attribute;
          if (attribute === undefined) return <Empty title={t("fairness.none")}>{t("fairness.none_hint")}</Empty>;
          return (
            <>
              <div className="mb-6 max-w-[320px]">
                <SelectField label={t("fairness.attribute")} value={attribute} onChange={(event) => setChosen(event.target.value)}>
                  {items.map((item) => (
                    <option key={item.attribute} value={item.attribute}>
                      {t("fairness.option", { attribute: item.attribute, entities: item.entities })}
                    </option>
                  ))}
                </SelectField>
              </div>
              <Report attribute={attribute} />
            </>
          );
        }}
      </Loaded>
      {keeping && <KeepAttribute onClose={() => setKeeping(false)} />}
    </Page>
  );
}

function Report({ attribute }: { attribute: string }) {
  const report = useResource(ask("fairness.read", { attribute }));
  return <Loaded from={report}>{(value) => <Groups report={value} />}</Loaded>;
}

function Groups({ report }: { report: FairnessReport }) {
  const { t } = useWords();
  if (report.groups.length === 0) {
    return <Empty title={t("fairness.few")}>{t("fairness.few_hint")}</Empty>;
  }
  return (
    <Section title={t("fairness.groups")}>
      <p className="mb-3 max-w-[640px] text-soft">{t("fairness.rule")}</p>
      <table className="table max-w-[800px]" data-fairness={report.attribute}>
        <thead>
          <tr>
            <th scope="col">{t("fairness.group")}</th>
            <th scope="col" className="end whitespace-normal">{t("fairness.approved")}</th>
            <th scope="col" className="end whitespace-normal">{t("fairness.impact")}</th>
            <th scope="col" className="end whitespace-normal">{t("fairness.bad")}</th>
          </tr>
        </thead>
        <tbody>
          {report.groups.map((group) => <Group key={group.value} group={group} reference={report.reference} />)}
        </tbody>
      </table>
      <p className="mt-2 max-w-[640px] text-small text-soft">{t("fairness.small")}</p>
    </Section>
  );
}

function Group({ group, reference }: { group: FairnessReport["groups"][number]; reference?: string }) {
  const { t, locale } = useWords();
  const share = (part: number, whole: number) => (whole === 0
    ? "\u2013" : new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(part / whole));
  const ratio = (value: number) => value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const { impact, impact_low: low, impact_high: high } = group;
  const known = impact !== undefined && low !== undefined && high !== undefined;
  return (
    <tr>
      <th scope="row" className="whitespace-normal">
        <bdi className="text-body text-ink">{group.value === "other" ? t("fairness.other") : group.value}</bdi>
        <span className={`block font-normal ${group.verdict === "adverse" ? "text-bad" : ""}`}>
          {group.value === reference ? t("fairness.reference") : t(`fairness.${group.verdict ?? "unknown"}`)}
        </span>
      </th>
      <td className="end figure">
        {share(group.approved, group.decided)}
        <span className="block text-small text-soft">{`${group.approved} / ${group.decided}`}</span>
      </td>
      <td className="end figure">
        {known ? ratio(impact) : "\u2013"}
        {known && <span className="block text-small text-soft">{`${ratio(low)}\u2013${ratio(high)}`}</span>}
      </td>
      <td className="end figure">{group.outcomes === 0 ? "\u2013" : `${group.bad} / ${group.outcomes}`}</td>
    </tr>
  );
}
