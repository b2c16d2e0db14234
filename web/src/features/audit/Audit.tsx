import { Button } from "../../components/Button";
import { InstantText } from "../../components/Day";
import { Changes } from "../../components/Changes";
import { Empty, Loaded, Page } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import type { AuditRecord } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { usePages } from "../../lib/resource";

/** Who did what, with before and after. Nothing here can be changed. */
export function Audit() {
  const { t } = useWords();
  const records = usePages(ask("audit.list"));
  return (
    <Page title={t("place.audit")} lead={t("audit.lead")}>
      <Loaded from={records} rows={8}>
        {(list) => (list.length === 0
          ? <Empty title={t("audit.none")} />
          : <ul className="ruled">{list.map((record) => <li key={record.id}><Row record={record} /></li>)}</ul>)}
      </Loaded>
      {records.more && <div className="mt-4"><Button onClick={records.more}>{t("action.more")}</Button></div>}
    </Page>
  );
}

function Row({ record }: { record: AuditRecord }) {
  const { t, named } = useWords();
  // The trail ends the reason with the id of the second person, who is named instead.
  const reason = record.reason?.replace(new RegExp(`(; )?agreed to by ${record.agreed_by?.id ?? "nobody"}$`), "");
  return (
    <details className="py-1">
      <summary className="min-h-11 content-center" data-row>
        <span className="font-semibold">{named(`command.${record.command}`, record.command)}</span>
        <span className="block text-small text-soft">
          <InstantText at={record.at} />
          {record.user?.name && <> · <bdi>{record.user.name}</bdi></>}
          {reason && <> · <bdi>{reason}</bdi></>}
          {record.agreed_by && <> · {t("audit.agreed_by", { name: record.agreed_by.name })}</>}
        </span>
      </summary>
      <div className="py-2 ps-4">
        <p className="text-small text-soft ltr"><code>{record.command}{record.subject && ` · ${record.subject.kind} ${record.subject.id}`}</code></p>
        {record.before || record.after
          ? <Changes before={record.before} after={record.after} />
          : <p className="text-soft">{t("audit.no_change")}</p>}
      </div>
    </details>
  );
}
