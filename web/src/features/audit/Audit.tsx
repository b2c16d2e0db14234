import { Button } from "../../components/Button";
import { InstantText } from "../../components/Day";
import { Changes } from "../../components/Changes";
import { Empty, Loaded, Page } from "../../components/Page";
import { SubjectName } from "../../components/SubjectName";
import { ask } from "../../lib/api/operations";
import type { AuditRecord } from "../../lib/api/types";
import { compact } from "../../lib/compact";
import { useWords } from "../../lib/language";
import { usePages } from "../../lib/resource";
import { Link, useFilters } from "../../lib/router";

/** Who did what, with before and after. Nothing here can be changed. */
export function Audit() {
  const { t } = useWords();
  const [filters, change] = useFilters();
  const subject = filters.get("subject_id");
  const records = usePages(ask("audit.list", compact({ subject_id: subject ?? undefined })));
  return (
    <Page title={t("place.audit")} lead={t("audit.lead")}>
      {subject !== null && (
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <p className="font-semibold">{t("audit.only", { name: records.value?.[0]?.about?.name ?? subject })}</p>
          <Button onClick={() => change("subject_id", "")}>{t("audit.all")}</Button>
        </div>
      )}
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
          {record.about && <><bdi className="break-words">{record.about.name}</bdi> · </>}
          <InstantText at={record.at} />
          {record.user?.name && <> · <bdi>{record.user.name}</bdi></>}
          {reason && <> · <bdi>{reason}</bdi></>}
          {record.agreed_by && <> · {t("audit.agreed_by", { name: record.agreed_by.name })}</>}
        </span>
      </summary>
      <div className="py-2 ps-4">
        <p className="flex flex-wrap gap-x-4">
          {record.about && <SubjectName subject={record.about} />}
          <Link href={`/audit?subject_id=${record.subject.id}`}>{t("audit.history")}</Link>
        </p>
        <p className="text-small text-soft ltr"><code>{`${record.command} · ${record.subject.kind} ${record.subject.id}`}</code></p>
        {record.before || record.after
          ? <Changes before={record.before} after={record.after} />
          : <p className="text-soft">{t("audit.no_change")}</p>}
      </div>
    </details>
  );
}
