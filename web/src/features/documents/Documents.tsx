import { useEffect, useState } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { Empty, Loaded, Page } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import type { DocumentRow } from "../../lib/api/documents";
import { choiceOf, compact } from "../../lib/compact";
import { useSettled } from "../../lib/draft";
import { useWords } from "../../lib/language";
import { deskQuery, splitQuery, useMedia } from "../../lib/media";
import { usePages } from "../../lib/resource";
import type { Resource } from "../../lib/resource";
import { useFilters } from "../../lib/router";
import { useSession } from "../../lib/session";
import { DocumentDetail } from "./DocumentDetail";
import { DocumentRows } from "./DocumentRows";
import { DocumentsTable } from "./DocumentsTable";

const kinds = ["", "invoice", "bill", "receipt", "credit_note"] as const;
const states = ["", "draft", "open", "overdue", "paid", "void"] as const;

/** The list; beside the open document on wide screens, alone on narrow ones. */
export function Documents({ id }: { id?: string }) {
  const split = useMedia(splitQuery);
  if (id === undefined) return <DocumentList />;
  // The open document keeps its place in a window that changes its width: nothing typed is lost.
  return (
    <div className={split ? "grid grid-cols-[320px_minmax(0,1fr)] gap-8 print:block" : undefined}>
      {split && (
        <div className="no-print sticky top-4 max-h-[calc(100dvh-32px)] self-start overflow-y-auto border-e border-rule pe-4">
          <Beside open={id} />
        </div>
      )}
      <DocumentDetail key={id} id={id} />
    </div>
  );
}

type ListResource = Resource<DocumentRow[]> & { more: (() => void) | null };

function useDocuments(): { list: ListResource; filters: URLSearchParams; change: (n: string, v: string) => void } {
  const [filters, change] = useFilters();
  const asked = compact({
    kind: choiceOf(kinds, filters.get("kind")), state: choiceOf(states, filters.get("state")),
    party_id: filters.get("party_id") ?? "", search: filters.get("search") ?? "",
  });
  return { list: usePages(ask("document.list", asked)), filters, change };
}

function DocumentList() {
  const { t } = useWords();
  const { may } = useSession();
  const desk = useMedia(deskQuery);
  const { list, filters, change } = useDocuments();
  return (
    <Page
      title={t("documents.title")}
      actions={may("document.write") ? (
        <>
          <ButtonLink href="/new/invoice" weight="main" icon="plus">{t("documents.new_invoice")}</ButtonLink>
          <ButtonLink href="/new/bill" icon="plus">{t("documents.new_bill")}</ButtonLink>
        </>
      ) : undefined}
    >
      <Filters filters={filters} change={change} />
      <Loaded from={list} rows={8}>
        {(rows) => {
          if (rows.length === 0) return <Empty title={t("documents.none")}>{t("documents.none_hint")}</Empty>;
          return desk ? <DocumentsTable rows={rows} /> : <DocumentRows rows={rows} />;
        }}
      </Loaded>
      {list.more && <div className="mt-4"><Button onClick={list.more}>{t("action.more")}</Button></div>}
    </Page>
  );
}

function Beside({ open }: { open: string }) {
  const { t } = useWords();
  const { list } = useDocuments();
  return (
    <>
      <p className="mb-2 text-lead font-semibold">{t("documents.title")}</p>
      <Loaded from={list} rows={8}>{(rows) => <DocumentRows rows={rows} open={open} />}</Loaded>
      {list.more && <div className="mt-4"><Button onClick={list.more}>{t("action.more")}</Button></div>}
    </>
  );
}

function Filters({ filters, change }: { filters: URLSearchParams; change: (n: string, v: string) => void }) {
  const { t } = useWords();
  const [search, setSearch] = useState(filters.get("search") ?? "");
  const settled = useSettled(search, 250);
  useEffect(() => {
    if (settled !== (new URLSearchParams(location.search).get("search") ?? "")) change("search", settled);
  }, [settled, change]);
  return (
    <div className="no-print mb-4 grid grid-cols-2 gap-2 wide:flex" role="search">
      <input
        type="search" className="control col-span-2 wide:flex-1" placeholder={t("documents.search")} data-search
        aria-label={t("documents.search")} value={search} onChange={(event) => setSearch(event.target.value)}
      />
      <select className="control wide:w-44" aria-label={t("filter.kind")} value={filters.get("kind") ?? ""}
        onChange={(event) => change("kind", event.target.value)}>
        {kinds.map((kind) => <option key={kind} value={kind}>{t(kind === "" ? "filter.all_kinds" : `kind.${kind}`)}</option>)}
      </select>
      <select className="control wide:w-44" aria-label={t("filter.state")} value={filters.get("state") ?? ""}
        onChange={(event) => change("state", event.target.value)}>
        {states.map((state) => <option key={state} value={state}>{t(state === "" ? "filter.all_states" : `filter.${state}`)}</option>)}
      </select>
    </div>
  );
}
