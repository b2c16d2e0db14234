import { useState } from "react";
import { Button } from "../../components/Button";
import { ProblemNotice } from "../../components/Notice";
import { Loaded, Page } from "../../components/Page";
import { ask, to } from "../../lib/api/operations";
import type { ModelRecord } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { useWords } from "../../lib/language";
import { invalidate, usePages } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useSession } from "../../lib/session";
import { ReasonDialog } from "../../components/ReasonDialog";
import { OutcomeTable } from "./OutcomeTable";
import { RegisterModel } from "./RegisterModel";

/** Every model, the one that scores first. */
export function Models() {
  const { t } = useWords();
  const { may } = useSession();
  const models = usePages(ask("model.list", {}));
  const [adding, setAdding] = useState(false);
  const [tabling, setTabling] = useState(false);
  const [turning, setTurning] = useState(false);
  const roll = useCommand();
  const ownLive = models.value?.find((model) => model.state === "live" && !model.is_shipped);
  return (
    <Page
      title={t("models.title")} lead={t("models.lead")}
      actions={(
        <>
          {may("model.write") && <Button icon="plus" onClick={() => setAdding(true)}>{t("models.register")}</Button>}
          {may("model.write") && <Button icon="download" onClick={() => setTabling(true)}>{t("models.table")}</Button>}
          {may("model.place") && ownLive && (
            <Button weight="danger" onClick={() => setTurning(true)}>{t("models.roll_back")}</Button>
          )}
        </>
      )}
    >
      {roll.problem && <ProblemNotice problem={roll.problem} />}
      <Loaded from={models}>
        {(items) => (
          <ul className="ruled max-w-[800px]" data-models>
            {items.map((model) => <li key={model.id}><Row model={model} /></li>)}
          </ul>
        )}
      </Loaded>
      {models.more && <div className="mt-4"><Button onClick={models.more}>{t("action.more")}</Button></div>}
      {tabling && <OutcomeTable onClose={() => setTabling(false)} />}
      {adding && <RegisterModel onClose={() => setAdding(false)} />}
      {turning && (
        <ReasonDialog
          action={t("models.roll_back")} consequence={t("models.roll_back_consequence")} command={roll}
          onClose={() => setTurning(false)}
          onReason={(reason) => void (async () => {
            if (!(await roll.perform(to("model.roll_back"), { reason, model_id: ownLive?.id }))) return;
            invalidate("/api/models", "/api/score");
            setTurning(false);
          })()}
        />
      )}
    </Page>
  );
}

function Row({ model }: { model: ModelRecord }) {
  const { t, named } = useWords();
  return (
    <Link href={`/models/${model.id}`} data-row
      className="row-link flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-1 py-2">
      <span>
        <bdi className="font-semibold">{model.name}</bdi>
        <span className="block text-small text-soft">
          {named(`model.kind.${model.kind}`, model.kind)}
          {model.rows > 0 && ` · ${t("models.rows", { rows: model.rows, events: model.events })}`}
          {model.is_shipped && ` · ${t("models.shipped")}`}
        </span>
      </span>
      <span className="text-end">
        <span className={model.state === "live" ? "font-semibold text-good" : ""}>
          {named(`model.state.${model.state}`, model.state)}
        </span>
        {model.auc !== undefined && <span className="figure block text-small text-soft">{`AUC ${model.auc.toFixed(3)}`}</span>}
      </span>
    </Link>
  );
}
