import { useEffect, useState } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { Evidence } from "../../components/Evidence";
import { Notice, ProblemNotice } from "../../components/Notice";
import { Loaded, Loading, Page } from "../../components/Page";
import { PaperPicture } from "../../components/PaperPicture";
import { ask, to } from "../../lib/api/operations";
import type { Paper } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";
import { useSession } from "../../lib/session";
import { Sentence } from "./Duplicates";
import { pictureOf } from "./picture";
import { usePaperTitle } from "./PaperTitle";
import { RejectDialog } from "./RejectDialog";
import { Review } from "./Review";

/** One captured paper: waiting to be read, to be reviewed, or done with. */
export function PaperPage({ id }: { id: string }) {
  const { t } = useWords();
  const paper = useResource(ask("paper.show", { id }));
  const title = usePaperTitle();
  const state = paper.value?.state;
  const busy = state === "queued" || state === "reading";
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setInterval(paper.reload, 1000);
    return () => clearInterval(timer);
  }, [busy, paper.reload]);

  return (
    <Page
      title={paper.value ? title(paper.value) : t("papers.title")}
      lead={state && t(`paper_sentence.${state}`)}
    >
      <Loaded from={paper}>
        {(value) => (value.state === "to_review"
          ? <Review key={value.id} paper={value} />
          : <Settled paper={value} />)}
      </Loaded>
    </Page>
  );
}

function Settled({ paper }: { paper: Paper }) {
  const { t, named } = useWords();
  const { may } = useSession();
  const read = useCommand();
  const [rejecting, setRejecting] = useState(false);
  const again = async () => {
    if (await read.perform(to("paper.read_again", { id: paper.id }))) invalidate("/api/papers");
  };
  return (
    <div className="grid gap-8 desk:grid-cols-2">
      <div className="grid content-start gap-4">
        {(paper.state === "queued" || paper.state === "reading") && <Loading rows={5} />}
        {paper.state === "failed" && paper.failure && (
          <Notice signal="bad" title={named(`failure.${paper.failure.code}`, paper.failure.detail)}>
            <p>{t("paper.failed_hint")}</p>
            <p className="text-small text-soft ltr"><code>{paper.failure.code}</code></p>
          </Notice>
        )}
        {paper.evidence && <Evidence of={paper.evidence} />}
        {paper.evidence && !paper.evidence.checked_by && may("paper.review") && <SecondLook paper={paper} />}
        {(paper.duplicates ?? []).map((other) => (
          <Notice key={other.paper_id ?? other.document_id} signal="warn" title={t("duplicate.title")}><Sentence of={other} /></Notice>
        ))}
        {read.problem && <ProblemNotice problem={read.problem} />}
        <div className="flex flex-wrap gap-2">
          {paper.document_id && (
            <ButtonLink href={`/documents/${paper.document_id}`} weight="main" icon="documents">
              {t("paper.open_document")}
            </ButtonLink>
          )}
          {(paper.state === "failed" || paper.state === "rejected") && (
            <Button busy={read.busy} onClick={() => void again()}>{t("paper.read_again")}</Button>
          )}
          {paper.state === "failed" && (
            <Button weight="danger" onClick={() => setRejecting(true)}>{t("paper.reject")}</Button>
          )}
        </div>
      </div>
      {paper.width && paper.height
        ? <PaperPicture address={pictureOf(paper, 1)} width={paper.width} height={paper.height} label={t("paper.picture")} className="max-h-[80vh] w-full" />
        : null}
      {rejecting && <RejectDialog id={paper.id} onClose={() => setRejecting(false)} />}
    </div>
  );
}

/** Somebody else than who accepted it compares paper and booking; two people err less than one. */
function SecondLook({ paper }: { paper: Paper }) {
  const { t } = useWords();
  const check = useCommand();
  const confirm = async () => {
    if (await check.perform(to("paper.check", { id: paper.id }))) invalidate("/api/papers", "/api/documents");
  };
  return (
    <div className="grid gap-2">
      {check.problem && <ProblemNotice problem={check.problem} />}
      <div><Button icon="check" busy={check.busy} onClick={() => void confirm()}>{t("evidence.check")}</Button></div>
      <p className="max-w-[560px] text-small text-soft">{t("evidence.check_hint")}</p>
    </div>
  );
}
