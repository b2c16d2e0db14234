import { useState } from "react";
import { Button } from "../../components/Button";
import { SelectField } from "../../components/Field";
import { GroupTable, Unshown } from "../../components/GroupTable";
import { Empty, Loaded, Page, Section } from "../../components/Page";
import { ask } from "../../lib/api/operations";
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
                      {item.entities === 0
                        ? t("fairness.option_few", { attribute: item.attribute })
                        : t("fairness.option", { attribute: item.attribute, entities: item.entities })}
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

/** Why no group is shown: there are too few people, or a verdict about many of whom no figure may be told. */
function Hidden({ isFew }: { isFew: boolean }) {
  const { t } = useWords();
  return isFew
    ? <Empty title={t("fairness.few")}>{t("fairness.few_hint")}</Empty>
    : <Empty title={t("fairness.held")}>{t("fairness.held_hint")}</Empty>;
}

function Report({ attribute }: { attribute: string }) {
  const { t } = useWords();
  const report = useResource(ask("fairness.read", { attribute }));
  return (
    <>
      <Loaded from={report}>
        {(value) => (
          <>
            {value.groups.length === 0
              ? <Hidden isFew={value.unshown === undefined} />
              : <Section title={t("fairness.groups")}><GroupTable report={value} /></Section>}
            <Unshown report={value} />
          </>
        )}
      </Loaded>
      <p className="mt-3 text-small text-soft">{t("fairness.of_days")}</p>
    </>
  );
}
