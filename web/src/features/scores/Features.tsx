import { Section } from "../../components/Page";
import { WideTable } from "../../components/WideTable";
import type { ScoreRecord } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { percent } from "./figures";

/** What the score is made of, with the proof behind each figure. */
export function Features({ score }: { score: ScoreRecord }) {
  const { t, locale } = useWords();
  return (
    <Section title={t("score.features")}>
      <WideTable label={t("score.features")} className="max-w-[800px]">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("score.feature")}</th>
              <th scope="col" className="end">{t("score.value")}</th>
              <th scope="col" className="end">{t("score.proof")}</th>
              <th scope="col" className="end">{t("score.rows")}</th>
            </tr>
          </thead>
          <tbody>
            {score.features.map((feature) => (
              <tr key={feature.name} data-feature={feature.name}>
                <td>{feature.label}</td>
                <td className={`end ${feature.value === undefined ? "text-soft" : ""}`}><bdi>{feature.shown}</bdi></td>
                <td className="end figure">{feature.value === undefined ? "" : percent(feature.proof, locale)}</td>
                <td className="end figure">{feature.value === undefined ? "" : feature.rows}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <p className="mt-2 max-w-[640px] text-small text-soft">{t("score.proof_hint")}</p>
    </Section>
  );
}
