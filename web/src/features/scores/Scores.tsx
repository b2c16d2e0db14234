import { useState } from "react";
import { Button } from "../../components/Button";
import { Icon } from "../../components/Icon";
import { Empty, Loaded, Page, Section } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import type { ScoredEntity } from "../../lib/api/types";
import { compact } from "../../lib/compact";
import { useSettled } from "../../lib/draft";
import { useWords } from "../../lib/language";
import { usePages } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useIdentity, useSession } from "../../lib/session";
import { percent } from "./figures";
import { Sharing } from "./Sharing";

/** Whom one may score, and who may score oneself. */
export function Scores() {
  const { t } = useWords();
  const { may } = useSession();
  const { organisation } = useIdentity();
  const [search, setSearch] = useState("");
  const settled = useSettled(search.trim(), 250);
  const list = usePages(ask("score.list", compact({ search: settled })));
  return (
    <Page title={t("scores.title")} lead={t("scores.lead")}>
      <input
        type="search" className="control mb-4 max-w-[480px]" data-search value={search}
        placeholder={t("parties.search")} aria-label={t("parties.search")}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Loaded from={list} rows={6}>
        {(items) => (items.length === 0
          ? <Empty title={t(settled ? "parties.none_found" : "scores.none")}>{settled ? undefined : t("scores.none_hint")}</Empty>
          : (
            <>
              <Group title={t("scores.own")} items={items.filter(({ entity }) => entity.id === organisation.id)} />
              <Group
                title={t("scores.shared")}
                items={items.filter(({ entity }) => entity.kind === "organisation" && entity.id !== organisation.id)}
              />
              <Group title={t("scores.customers")} items={items.filter(({ entity }) => entity.kind === "party")} />
            </>
          ))}
      </Loaded>
      {list.more && <div className="mt-4"><Button onClick={list.more}>{t("action.more")}</Button></div>}
      {may("score.share") && organisation.kind === "shop" && <Sharing />}
    </Page>
  );
}

function Group({ title, items }: { title: string; items: ScoredEntity[] }) {
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="ruled max-w-[800px]">
        {items.map((item) => <li key={item.entity.id}><Row item={item} /></li>)}
      </ul>
    </Section>
  );
}

function Row({ item }: { item: ScoredEntity }) {
  const { t, day, locale } = useWords();
  return (
    <Link href={`/scores/${item.entity.id}`} data-row
      className="row-link flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-1 py-2">
      <span className="flex items-center gap-3 font-semibold"><Icon name="gauge" /><bdi>{item.entity.name}</bdi></span>
      <span className="text-end text-soft">
        {item.points !== undefined && item.band !== undefined && item.probability !== undefined && (
          <span className="figure font-semibold text-ink">
            {t("score.short", { points: item.points, band: item.band, probability: percent(item.probability, locale) })}
          </span>
        )}
        {item.abstained && <span>{t("score.abstained")}</span>}
        {item.score_id === undefined && <span>{t("scores.never")}</span>}
        {item.as_of && <span className="block text-small">{day(item.as_of)}</span>}
      </span>
    </Link>
  );
}
