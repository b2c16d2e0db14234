import { useState } from "react";
import { Button } from "../../components/Button";
import { InstantText } from "../../components/Day";
import { Icon } from "../../components/Icon";
import type { IconName } from "../../components/Icon";
import { ProblemNotice } from "../../components/Notice";
import { Empty, Loaded, Page } from "../../components/Page";
import { ReasonDialog } from "../../components/ReasonDialog";
import { SubjectName } from "../../components/SubjectName";
import { ask, to } from "../../lib/api/operations";
import { choiceOf, compact } from "../../lib/compact";
import type { Job } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate, usePages } from "../../lib/resource";
import { useFilters } from "../../lib/router";
import { useSession } from "../../lib/session";

const states = ["", "queued", "running", "done", "dead", "discarded"] as const;

const looks: Record<string, { icon: IconName; className: string }> = {
  queued: { icon: "clock", className: "text-soft" },
  running: { icon: "clock", className: "text-accent" },
  done: { icon: "sure", className: "text-good" },
  dead: { icon: "bad", className: "text-bad" },
  discarded: { icon: "missing", className: "text-soft" },
};

/** Work that goes on behind the pages, and what came to a stop. */
export function Jobs() {
  const { t } = useWords();
  const [filters, change] = useFilters();
  const state = choiceOf(states, filters.get("state")) ?? "";
  const jobs = usePages(ask("job.list", compact({ state })));
  return (
    <Page
      title={t("place.jobs")} lead={t("jobs.lead")}
      actions={<Button onClick={jobs.reload}>{t("action.refresh")}</Button>}
    >
      <div className="mb-4 flex flex-wrap gap-2" role="group" aria-label={t("filter.state")}>
        {states.map((choice) => (
          <button
            key={choice} type="button" aria-pressed={choice === state} onClick={() => change("state", choice)}
            className={`button ${choice === state ? "border-accent bg-accent-wash text-accent" : ""}`}
          >
            {t(choice === "" ? "filter.all" : `job.${choice}`)}
          </button>
        ))}
      </div>
      <Loaded from={jobs} rows={8}>
        {(list) => (list.length === 0
          ? <Empty title={t("jobs.none")}>{t("jobs.none_hint")}</Empty>
          : <ul className="ruled">{list.map((job) => <li key={job.id}><Row job={job} /></li>)}</ul>)}
      </Loaded>
      {jobs.more && <div className="mt-4"><Button onClick={jobs.more}>{t("action.more")}</Button></div>}
    </Page>
  );
}

function Row({ job }: { job: Job }) {
  const { t, named } = useWords();
  const { may } = useSession();
  const retry = useCommand();
  const discard = useCommand();
  const [asking, setAsking] = useState(false);
  const look = looks[job.state] ?? looks.queued;
  const give = async (reason: string) => {
    if (!(await discard.perform(to("job.discard", { id: job.id }), { reason }))) return;
    setAsking(false);
    invalidate("/api/jobs", "/api/home");
  };
  const again = async () => {
    if (await retry.perform(to("job.retry", { id: job.id }))) invalidate("/api/jobs", "/api/home");
  };
  return (
    <div className="flex flex-wrap items-start gap-3 py-3">
      <span className={look.className}><Icon name={look.icon} size={24} /></span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{named(`job_kind.${job.kind}`, job.kind)}</p>
        {job.about && <p><SubjectName subject={job.about} /></p>}
        <p className="text-small text-soft">
          {named(`job.${job.state}`, job.state)}
          {" · "}{t("jobs.attempt", { attempt: job.attempts, most: job.attempt_limit })}
          {" · "}<InstantText at={job.ended_at ?? job.run_at} />
        </p>
        {job.error && <p className="mt-1 text-bad"><bdi>{job.error}</bdi></p>}
        {retry.problem && <ProblemNotice problem={retry.problem} />}
      </div>
      {job.state === "dead" && may("job.decide") && (
        <div className="flex flex-wrap gap-2">
          <Button busy={retry.busy} onClick={() => void again()}>{t("jobs.retry")}</Button>
          <Button weight="danger" icon="trash" onClick={() => setAsking(true)}>{t("jobs.discard")}</Button>
        </div>
      )}
      {asking && (
        <ReasonDialog
          action={t("jobs.discard")} command={discard} onClose={() => setAsking(false)}
          consequence={t(job.kind === "paper.read" ? "jobs.discard_paper_hint" : "jobs.discard_hint")}
          onReason={(reason) => void give(reason)}
        />
      )}
    </div>
  );
}
