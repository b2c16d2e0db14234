import { useState } from "react";
import { Button } from "../../components/Button";
import { Notice, ProblemNotice } from "../../components/Notice";
import { ReasonDialog } from "../../components/ReasonDialog";
import { AwaitsApproval } from "../../lib/api/client";
import { to } from "../../lib/api/operations";
import type { ModelDetail } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useIdentity, useSession } from "../../lib/session";

/** A model that was checked: who asked for its approval, else the way to ask. One request waits at most. */
export function Approving({ detail }: { detail: ModelDetail }) {
  const { may } = useSession();
  const step = useCommand();
  const waiting = detail.requests.find((request) => request.state === "pending");
  return (
    <div className="mb-3 grid gap-3" data-approving>
      {step.problem && !(waiting && step.problem instanceof AwaitsApproval) && <ProblemNotice problem={step.problem} />}
      {waiting
        ? <Waiting request={waiting} command={step} />
        : may("model.place") && <Asking detail={detail} command={step} />}
    </div>
  );
}

type Command = ReturnType<typeof useCommand>;

function Waiting({ request, command }: { request: ModelDetail["requests"][number]; command: Command }) {
  const { t, instant } = useWords();
  const { may } = useSession();
  const { user } = useIdentity();
  const own = request.maker.id === user.id;
  const values = { name: request.maker.name, at: instant(request.made_at), until: instant(request.expires_at) };
  const agree = async () => {
    await command.perform(to("approval.approve", { id: request.id }));
    invalidate("/api/");
  };
  const withdraw = async () => {
    await command.perform(to("approval.withdraw", { id: request.id }));
    invalidate("/api/");
  };
  return (
    <Notice signal="plain" title={t(own ? "models.asked_own" : "models.asked", values)}
      action={(
        <div className="flex flex-wrap items-center gap-4">
          {!own && may("model.place") && (
            <Button weight="main" icon="check" busy={command.busy} onClick={() => void agree()}>{t("approvals.agree")}</Button>
          )}
          {own && <Button busy={command.busy} onClick={() => void withdraw()}>{t("approvals.withdraw")}</Button>}
          {may("approval.read") && <Link href="/approvals">{t("models.request")}</Link>}
        </div>
      )}
    >
      {request.need !== undefined && <>{t("field.reason")}: <bdi>{request.need}</bdi></>}
    </Notice>
  );
}

/** A second person agrees; where the check of groups was not met both see a reason. */
function Asking({ detail, command }: { detail: ModelDetail; command: Command }) {
  const { t } = useWords();
  const [justifying, setJustifying] = useState(false);
  const unfair = detail.checks.find((check) => check.name === "fairness" && !check.is_met);
  const isAdverse = unfair?.finding === undefined || unfair.finding.code === "adverse";
  const ask = async (reason?: string) => {
    await command.perform(to("model.approve", { id: detail.model.id }), compact({ reason }));
    invalidate("/api/models", "/api/approvals", "/api/home");
  };
  return (
    <div>
      <Button weight="main" busy={command.busy} onClick={() => (unfair ? setJustifying(true) : void ask())}>{t("models.approve")}</Button>
      {justifying && (
        <ReasonDialog
          action={t("models.approve")} command={command}
          consequence={t(isAdverse ? "models.unfair_consequence" : "models.unsaid_consequence")}
          onClose={() => setJustifying(false)} onReason={(reason) => void ask(reason)}
        />
      )}
    </div>
  );
}
