import { useState } from "react";
import { Button } from "../../components/Button";
import { GroupTable, Unshown } from "../../components/GroupTable";
import { Icon } from "../../components/Icon";
import { ModelKind } from "../../components/ModelKind";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loaded, Page, Section } from "../../components/Page";
import { ReasonDialog } from "../../components/ReasonDialog";
import { ask, to } from "../../lib/api/operations";
import type { ModelDetail } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useSession } from "../../lib/session";
import { Approving } from "./Approving";
import { CardFinding } from "./CardFinding";
import { CalibrationCurve, GainsCurve } from "./Curves";
import { Finding } from "./Finding";
import { ModelHistory } from "./ModelHistory";
import { Monitoring } from "./Monitoring";

/** A model's card: what it was fitted to, how well it tells, what was checked, what may be done. */
export function ModelPage({ id }: { id: string }) {
  const { t } = useWords();
  const detail = useResource(ask("model.read", { id }));
  const model = detail.value?.model;
  return (
    <Page
      title={model?.name ?? t("models.one")}
      lead={model && (
        <>
          {t(`models.sentence_${model.state}`)}{" "}
          <ModelKind model={model} />
        </>
      )}
    >
      <Loaded from={detail} rows={8}>
        {(value) => (
          <>
            <Steps detail={value} />
            <Figures detail={value} />
            {value.curve.length > 0 && <Section title={t("models.calibration")}><CalibrationCurve bins={value.curve} /></Section>}
            {value.gains.length > 0 && <Section title={t("models.gains")}><GainsCurve points={value.gains} /></Section>}
            <Checks detail={value} />
            <Treatment detail={value} />
            <Monitoring id={id} />
            <Card detail={value} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The next step first; a second person agrees on the page of approvals. */
function Steps({ detail }: { detail: ModelDetail }) {
  const { t } = useWords();
  const { may } = useSession();
  const step = useCommand();
  const [retiring, setRetiring] = useState(false);
  const { id, state, is_shipped: shipped } = detail.model;
  const fits = detail.checks.some((check) => check.name === "books" && check.is_met);
  const done = () => invalidate("/api/models", "/api/approvals", "/api/home", "/api/score");
  const take = async (run: Promise<unknown>) => { if (await run) done(); };
  if (shipped) return null;
  return (
    <div className="no-print mb-6">
      {step.problem && <div className="mb-3"><ProblemNotice problem={step.problem} /></div>}
      {state === "validated" && <Approving detail={detail} />}
      <div className="flex flex-wrap gap-2">
        {state === "draft" && may("model.write") && (
          <Button weight="main" icon="check" busy={step.busy} onClick={() => void take(step.perform(to("model.validate", { id })))}>{t("models.validate")}</Button>
        )}
        {state === "validated" && may("model.write") && (
          <Button busy={step.busy} onClick={() => void take(step.perform(to("model.validate", { id })))}>{t("models.check_again")}</Button>
        )}
        {(state === "approved" || state === "shadow") && may("model.place") && fits && (
          <Button weight="main" busy={step.busy} onClick={() => void take(step.perform(to("model.place", { id }), { place: "live" }))}>{t("models.live")}</Button>
        )}
        {state === "approved" && may("model.place") && fits && (
          <Button busy={step.busy} onClick={() => void take(step.perform(to("model.place", { id }), { place: "shadow" }))}>{t("models.shadow")}</Button>
        )}
        {state !== "retired" && may("model.place") && (
          <Button weight="danger" onClick={() => setRetiring(true)}>{t("models.retire")}</Button>
        )}
      </div>
      {state === "validated" && may("fairness.read") && (
        <p className="mt-2"><Link href="/fairness">{t("models.fairness")}</Link></p>
      )}
      {state === "approved" && !fits && <p className="mt-2 text-soft">{t("models.not_for_books")}</p>}
      {retiring && (
        <ReasonDialog
          action={t("models.retire")} consequence={t("models.retire_consequence")} command={step}
          onClose={() => setRetiring(false)}
          onReason={(reason) => void (async () => {
            if (!(await step.perform(to("model.retire", { id }), { reason }))) return;
            done();
            setRetiring(false);
          })()}
        />
      )}
    </div>
  );
}

function Figures({ detail }: { detail: ModelDetail }) {
  const { t } = useWords();
  const { model } = detail;
  const figures = [
    ["AUC", model.auc], ["KS", detail.ks], ["Gini", detail.gini], ["Brier", detail.brier], ["Log-loss", detail.log_loss],
  ] as const;
  const known = figures.filter(([, value]) => value !== undefined);
  return (
    <Section title={t("models.figures")}>
      {known.length === 0
        ? <p className="max-w-[640px]">{t("models.no_figures")}</p>
        : (
          <dl className="flex flex-wrap gap-x-8 gap-y-2" data-figures>
            {known.map(([name, value]) => (
              <div key={name}>
                <dt className="text-small text-soft">{name}</dt>
                <dd className="figure text-lead font-semibold">{value?.toFixed(4)}</dd>
              </div>
            ))}
          </dl>
        )}
      {detail.doubt !== undefined && <p className="mt-2 max-w-[640px] text-soft">{t("models.doubt", { doubt: detail.doubt })}</p>}
      <Limits detail={detail} />
      {detail.findings.length > 0 && (
        <ul className="mt-3 grid gap-2" data-findings>
          {detail.findings.map((finding, place) => (
            <li key={place}><Notice signal="warn" title={<CardFinding finding={finding} />} /></li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What the card says of the use of its model: in the reader's language, or as words of whoever uploaded it. */
function Limits({ detail }: { detail: ModelDetail }) {
  const { t, named } = useWords();
  const { limits, limits_by: by } = detail;
  if (!limits) return null;
  const said = named(`models.limits_${by ?? "own"}`, "");
  if (said !== "") return <p className="mt-2 max-w-[640px]" data-limits>{said}</p>;
  return (
    <div className="mt-2 max-w-[640px]" data-limits>
      <p className="text-small text-soft">{t("models.card_says")}</p>
      <blockquote className="whitespace-pre-line border-s-2 border-edge ps-3" dir="auto">{limits}</blockquote>
    </div>
  );
}

function Checks({ detail }: { detail: ModelDetail }) {
  const { t, named } = useWords();
  if (detail.checks.length === 0) return null;
  return (
    <Section title={t("models.checks")}>
      <ul className="ruled max-w-[800px]">
        {detail.checks.map((check) => (
          <li key={check.name} className="flex gap-3 py-2">
            <span className={check.is_met ? "text-good" : "text-bad"}><Icon name={check.is_met ? "sure" : "bad"} /></span>
            <span className="min-w-0">
              {check.is_met ? named(`model.check.${check.name}`, check.name) : named(`model.lacks.${check.name}`, check.name)}
              <Finding check={check} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Everybody whose attribute is kept, scored by this model: whom it would approve, by group. */
function Treatment({ detail }: { detail: ModelDetail }) {
  const { t } = useWords();
  const shown = detail.fairness.filter((report) => report.groups.length > 0 || report.unshown !== undefined);
  if (shown.length === 0) return null;
  return (
    <Section title={t("models.groups")}>
      <p className="mb-3 max-w-[640px] text-soft">{t("models.groups_lead")}</p>
      {shown.map((report) => (
        <div key={report.attribute} className="mb-6">
          <h3 className="mb-2 font-semibold"><bdi>{report.attribute}</bdi></h3>
          {report.groups.length > 0 && <GroupTable report={report} />}
          <Unshown report={report} />
        </div>
      ))}
    </Section>
  );
}

function Card({ detail }: { detail: ModelDetail }) {
  const { t } = useWords();
  return (
    <>
      <Section title={t("models.identity")}>
        <dl className="grid max-w-[800px] gap-2">
          <Hash name={t("models.hash")} value={detail.model.sha256} />
          {detail.model.table_sha256 && <Hash name={t("models.table_hash")} value={detail.model.table_sha256} />}
          {detail.target && <Hash name={t("models.target")} value={detail.target} />}
        </dl>
        <p className="mt-3 max-w-[800px] text-soft">{detail.features.join(", ")}</p>
      </Section>
      <ModelHistory detail={detail} />
    </>
  );
}

function Hash({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-small text-soft">{name}</dt>
      <dd className="ltr break-all"><code>{value}</code></dd>
    </div>
  );
}
