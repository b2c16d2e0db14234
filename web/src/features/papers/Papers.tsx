import { useEffect } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { Icon } from "../../components/Icon";
import type { IconName } from "../../components/Icon";
import { Empty, Loaded, Page } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import { choiceOf, compact } from "../../lib/compact";
import type { Paper, PaperState } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { usePages } from "../../lib/resource";
import { Link, useFilters } from "../../lib/router";
import { PaperTitle } from "./PaperTitle";

const states = ["", "to_review", "failed", "accepted", "rejected"] as const;

export const paperLooks: Record<PaperState, { icon: IconName; className: string }> = {
  queued: { icon: "clock", className: "text-soft" },
  reading: { icon: "clock", className: "text-soft" },
  to_review: { icon: "doubt", className: "text-warn" },
  accepted: { icon: "sure", className: "text-good" },
  rejected: { icon: "missing", className: "text-soft" },
  failed: { icon: "bad", className: "text-bad" },
};

/** What was captured, newest first. */
export function Papers() {
  const { t } = useWords();
  const [filters, change] = useFilters();
  const state = choiceOf(states, filters.get("state")) ?? "";
  const papers = usePages(ask("paper.list", compact({ state })));
  useFollow(papers.value, papers.reload);
  return (
    <Page
      title={t("papers.title")} lead={t("papers.lead")}
      actions={<ButtonLink href="/capture" weight="main" icon="camera">{t("action.capture_paper")}</ButtonLink>}
    >
      <div className="mb-4 flex flex-wrap gap-2" role="group" aria-label={t("filter.state")}>
        {states.map((choice) => (
          <button
            key={choice} type="button" aria-pressed={choice === state}
            className={`button ${choice === state ? "border-accent bg-accent-wash text-accent" : ""}`}
            onClick={() => change("state", choice)}
          >
            {t(choice === "" ? "filter.all" : `paper.${choice}`)}
          </button>
        ))}
      </div>
      <Loaded from={papers}>
        {(list) => (list.length === 0
          ? (
            <Empty title={t("papers.none")} action={<ButtonLink href="/capture" icon="camera">{t("action.capture_paper")}</ButtonLink>}>
              {t("papers.none_hint")}
            </Empty>
          )
          : <ul className="ruled">{list.map((paper) => <li key={paper.id}><Row paper={paper} /></li>)}</ul>)}
      </Loaded>
      {papers.more && <div className="mt-4"><Button onClick={papers.more}>{t("action.more")}</Button></div>}
    </Page>
  );
}

function Row({ paper }: { paper: Paper }) {
  const { t, instant } = useWords();
  const look = paperLooks[paper.state];
  return (
    <Link href={`/papers/${paper.id}`} className="row-link flex items-center gap-3 px-1 py-3" data-row>
      <span className={look.className}><Icon name={look.icon} size={24} /></span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold"><PaperTitle paper={paper} /></span>
        <span className="block text-small text-soft">
          {t(`paper.${paper.state}`)}
          {` · ${instant(paper.created_at)}`}
          {paper.file_name && <span className="hidden desk:inline">{` · ${paper.file_name}`}</span>}
        </span>
      </span>
    </Link>
  );
}

/** While something is being read, the list asks again until it is done. */
function useFollow(papers: Paper[] | null, reload: () => void): void {
  const busy = papers?.some((paper) => paper.state === "queued" || paper.state === "reading") ?? false;
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setInterval(reload, 1500);
    return () => clearInterval(timer);
  }, [busy, reload]);
}
