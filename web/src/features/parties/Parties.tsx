import { useState } from "react";
import { Button } from "../../components/Button";
import { Empty, Loaded, Page } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import { compact } from "../../lib/compact";
import type { Party } from "../../lib/api/types";
import { useSettled } from "../../lib/draft";
import { useWords } from "../../lib/language";
import { usePages } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useSession } from "../../lib/session";
import { PartyForm } from "./PartyForm";

/** Customers and suppliers. */
export function Parties() {
  const { t } = useWords();
  const { may } = useSession();
  const [search, setSearch] = useState("");
  const [editing, setEditing] = useState<Party | "new" | null>(null);
  const settled = useSettled(search, 250);
  const parties = usePages(ask("party.list", compact({ search: settled })));
  const canWrite = may("document.write");
  return (
    <Page
      title={t("parties.title")}
      actions={canWrite && <Button weight="main" icon="plus" onClick={() => setEditing("new")}>{t("parties.add")}</Button>}
    >
      <input
        type="search" className="control mb-4 max-w-[480px]" data-search value={search}
        placeholder={t("parties.search")} aria-label={t("parties.search")}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Loaded from={parties}>
        {(list) => (list.length === 0
          ? <Empty title={t(settled ? "parties.none_found" : "parties.none")}>{t("parties.none_hint")}</Empty>
          : (
            <ul className="ruled">
              {list.map((party) => (
                <li key={party.id} className="flex flex-wrap items-center gap-x-4 py-1">
                  <Link href={`/parties/${party.id}`} className="row-link min-h-11 min-w-0 flex-1 content-center py-1" data-row>
                    <bdi className="block font-semibold">{party.name}</bdi>
                    <span className="block text-small text-soft">
                      {[party.is_customer && t("party.customer"), party.is_supplier && t("party.supplier"), party.phone, party.email]
                        .filter(Boolean).join(" · ")}
                    </span>
                  </Link>
                  {canWrite && (
                    <Button weight="quiet" icon="pen" aria-label={t("parties.edit_one", { name: party.name })} onClick={() => setEditing(party)}>
                      {t("action.edit")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          ))}
      </Loaded>
      {parties.more && <div className="mt-4"><Button onClick={parties.more}>{t("action.more")}</Button></div>}
      {editing && <PartyForm party={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}
