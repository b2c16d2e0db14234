import { useState } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { InstantText } from "../../components/Day";
import { Notice } from "../../components/Notice";
import { Loaded, Page, Section } from "../../components/Page";
import { Problem, Unreachable } from "../../lib/api/client";
import { ask } from "../../lib/api/operations";
import type { ScoreRecord } from "../../lib/api/types";
import { today } from "../../lib/day";
import { useWords } from "../../lib/language";
import { useResource } from "../../lib/resource";
import { useIdentity, useSession } from "../../lib/session";
import { Link, useFilters } from "../../lib/router";
import { TextField } from "../../components/Field";
import { Decide } from "../../components/Decide";
import { KeepOutcome } from "./KeepOutcome";
import { Features } from "./Features";
import { percent } from "./figures";
import { History } from "./History";
import { OfflineScore, TakeAlong } from "./OfflineScore";
import { Waterfall } from "./Waterfall";

/** The score of somebody today, or as it was known on an earlier day. */
export function ScorePage({ id }: { id: string }) {
  const { t, language, day } = useWords();
  const [filters, change] = useFilters();
  const asOf = filters.get("as_of") ?? "";
  const score = useResource(ask("score.read", {
    entity_id: id, language, ...(asOf === "" ? {} : { as_of: asOf }),
  }));
  const found = score.value;
  const isOffline = score.problem instanceof Unreachable || score.keptAt !== null;
  const [packed, setPacked] = useState<ScoreRecord | null>(null);
  const shown = isOffline ? packed ?? found : found;
  const { may } = useSession();
  const { organisation } = useIdentity();
  const [deciding, setDeciding] = useState(false);
  const [ending, setEnding] = useState(false);
  // Who can be scored no more, because a consent has ended, leaves the records that were made.
  const isOver = !found && score.problem instanceof Problem && score.problem.code === "score_subject_unknown";
  const mayDecide = may("score.decide") && found && id !== organisation.id && asOf === "";
  return (
    <Page
      title={shown ? t("score.of", { name: shown.entity.name }) : t("score.one")}
      lead={shown && t("score.as_of", { day: day(shown.as_of), model: shown.model.name })}
      actions={(
        <>
          {mayDecide && <Button weight="main" onClick={() => setDeciding(true)}>{t("decision.title")}</Button>}
          {may("score.decide") && (found || isOver) && id !== organisation.id && <Button onClick={() => setEnding(true)}>{t("outcome.title")}</Button>}
          {may("notice.read") && <ButtonLink href="/notices" icon="list">{t("notices.title")}</ButtonLink>}
        </>
      )}
    >
      {isOffline
        ? (
          <OfflineScore id={id} onOpen={setPacked} otherwise={<Loaded from={score}>{(record) => <Answered score={record} />}</Loaded>}>
            {(record) => <Answered score={record} />}
          </OfflineScore>
        )
        : <Loaded from={score} rows={8}>{(record) => <Answered score={record} />}</Loaded>}
      {found && score.keptAt === null && !score.problem && asOf === "" && <TakeAlong id={id} />}
      {deciding && found && <Decide score={found} onClose={() => setDeciding(false)} />}
      {ending && (found || isOver) && <KeepOutcome id={id} score={found ?? undefined} onClose={() => setEnding(false)} />}
      {(found || isOver) && <History key={found?.id} id={id} />}
      <div className="no-print max-w-[280px]">
        <TextField
          label={t("score.choose_day")} type="date" hint={t("score.choose_day_hint")} value={asOf} max={today()}
          onChange={(event) => change("as_of", event.target.value)}
        />
      </div>
    </Page>
  );
}

function Answered({ score }: { score: ScoreRecord }) {
  return score.abstained ? <Silent score={score} /> : <Spoken score={score} />;
}

/** Not enough evidence: no number, but what is known and what would help. */
function Silent({ score }: { score: ScoreRecord }) {
  const { t } = useWords();
  return (
    <>
      <div className="mb-8 max-w-[640px]" data-abstained={score.abstained}>
        <Notice signal="warn" icon="doubt" title={t("score.abstained")}>
          {score.abstained_text}
          <p className="mt-1">{t("score.abstained_hint")}</p>
        </Notice>
      </div>
      <Features score={score} />
    </>
  );
}

function Spoken({ score }: { score: ScoreRecord }) {
  const { t } = useWords();
  return (
    <>
      <Answer score={score} />
      <Section title={t("score.reasons")}>
        {score.reasons.length === 0
          ? <p className="text-soft">{t("score.no_reasons")}</p>
          : (
            <ol className="ruled max-w-[800px]" data-reasons>
              {score.reasons.map((reason) => (
                <li key={reason.feature} className="flex items-baseline justify-between gap-4 py-2">
                  <span>{reason.text}</span>
                  <span className="figure text-soft">{t("score.costs", { points: Math.round(reason.points) })}</span>
                </li>
              ))}
            </ol>
          )}
      </Section>
      <Section title={t("score.waterfall")}><Waterfall score={score} /></Section>
      <Helps score={score} />
      <Features score={score} />
    </>
  );
}

function Answer({ score }: { score: ScoreRecord }) {
  const { t, locale } = useWords();
  const withheld = (score.points ?? 0) - (score.evidence_points ?? 0);
  const chance = percent(score.probability ?? 0, locale);
  return (
    <div className="mb-8 max-w-[640px]" data-score={score.points}>
      <p className="text-head font-semibold"><span className="figure">{t("score.points_band", { points: score.points ?? 0, band: score.band ?? "" })}</span></p>
      <p className="text-lead">
        {score.probability_low !== undefined && score.probability_high !== undefined
          ? t("score.probability", {
            probability: chance, low: percent(score.probability_low, locale), high: percent(score.probability_high, locale),
          })
          : t("score.probability_only", { probability: chance })}
      </p>
      {withheld > 0 && (
        <p className="mt-1">{t("score.evidence", { points: score.evidence_points ?? 0, withheld })}</p>
      )}
      <p className="mt-1 text-small text-soft">
        {t("score.coverage", { share: percent(score.coverage, locale) })}{" · "}
        <InstantText at={score.made_at} />{" · "}
        <span className="ltr reference" title={score.model.sha256}>{score.snapshot_sha256.slice(0, 12)}</span>
        {score.purpose === "live" && (
          <>{" · "}<Link href={`/models/${score.model.id}`}>{score.model.name}</Link></>
        )}
      </p>
    </div>
  );
}

function Helps({ score }: { score: ScoreRecord }) {
  const { t, locale } = useWords();
  return (
    <Section title={t("score.actions")}>
      {score.actions.length === 0
        ? <p className="text-soft">{t("score.no_actions")}</p>
        : (
          <ol className="ruled max-w-[800px]" data-actions>
            {score.actions.map((action) => (
              <li key={action.feature} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
                <span className="flex-[1_1_260px]">{action.text}</span>
                <span className="figure font-semibold">
                  {t("score.effect", {
                    points: action.points, more: action.points - (score.points ?? 0),
                    probability: percent(action.probability, locale),
                  })}
                </span>
              </li>
            ))}
          </ol>
        )}
    </Section>
  );
}
