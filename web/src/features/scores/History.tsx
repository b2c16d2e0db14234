import { Button } from "../../components/Button";
import { InstantText } from "../../components/Day";
import { Loaded, Section } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import { useWords } from "../../lib/language";
import { usePages } from "../../lib/resource";
import { percent } from "./figures";
import { loansOf } from "./loans";

/** How the score came to be what it is: every record stays as it was made. */
export function History({ id }: { id: string }) {
  const { t, day, locale, named } = useWords();
  const history = usePages(ask("score.history", { entity_id: id }));
  return (
    <Section title={t("score.history")}>
      <Loaded from={history} rows={3}>
        {(items) => (
          <ul className="ruled max-w-[800px]" data-history>
            {items.map((item) => (
              <li key={item.id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
                <span>
                  {day(item.as_of)}
                  {item.purpose !== "live" && <span className="text-soft">{` · ${named(`score.purpose.${item.purpose}`, item.purpose)}`}</span>}
                </span>
                <span className="figure">
                  {item.points !== undefined && item.band !== undefined && item.probability !== undefined
                    ? t("score.short", { points: item.points, band: item.band, probability: percent(item.probability, locale) })
                    : t("score.abstained")}
                </span>
                {loansOf(item).map(({ loan, decision, is_bad }) => (
                  <span key={loan ?? ""} className="basis-full" data-loan={loan ?? ""}>
                    {[
                      loan !== undefined && t("loan.of", { loan }),
                      decision && t(`decision.${decision}`),
                      is_bad !== undefined && t(is_bad ? "outcome.bad" : "outcome.good"),
                    ].filter(Boolean).join(" · ")}
                  </span>
                ))}
                <span className="basis-full text-small text-soft">
                  <InstantText at={item.made_at} />{" · "}<span className="ltr reference">{item.model_sha256.slice(0, 12)}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {history.more && <div className="mt-3"><Button onClick={history.more}>{t("action.more")}</Button></div>}
    </Section>
  );
}
