import { Button } from "../../components/Button";
import { Empty, Loaded, Page } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import { useWords } from "../../lib/language";
import { usePages } from "../../lib/resource";
import { Link } from "../../lib/router";

/** Notices that were made here, or that are about the reader's own business. */
export function Notices() {
  const { t, instant } = useWords();
  const list = usePages(ask("notice.list", {}));
  return (
    <Page title={t("notices.title")} lead={t("notices.lead")}>
      <Loaded from={list}>
        {(items) => (items.length === 0
          ? <Empty title={t("notices.none")}>{t("notices.none_hint")}</Empty>
          : (
            <ul className="ruled max-w-[800px]">
              {items.map((item) => (
                <li key={item.id}>
                  <Link href={`/notices/${item.id}`} data-row className="row-link flex min-h-14 flex-wrap items-center justify-between gap-x-4 py-2">
                    <span>
                      <bdi className="font-semibold">{item.name}</bdi>{` · ${t(`decision.${item.decision}`)}`}
                      {item.loan !== undefined && <>{" · "}<bdi>{t("loan.of", { loan: item.loan })}</bdi></>}
                    </span>
                    <span className="text-small text-soft">
                      <bdi>{item.lender}</bdi>{` · ${instant(item.made_at)}`}
                      {item.replaced_by && (
                        <span className="block text-end" data-replaced={item.replaced_by.decision}>
                          {t("notices.replaced", { decision: t(`decision.${item.replaced_by.decision}`) })}
                        </span>
                      )}
                      {item.is_contested && <span className="block text-end font-semibold text-warn">{t("notices.contested")}</span>}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          ))}
      </Loaded>
      {list.more && <div className="mt-4"><Button onClick={list.more}>{t("action.more")}</Button></div>}
    </Page>
  );
}
