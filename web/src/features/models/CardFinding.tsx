import type { ModelDetail } from "../../lib/api/types";
import type { Values } from "../../lib/icu";
import { useWords } from "../../lib/language";

type Found = ModelDetail["findings"][number];

/** What a card says was found about its table or its model, in the reader's language where it says it by code. */
export function CardFinding({ finding }: { finding: Found }) {
  const { named, locale } = useWords();
  const { code, column, text } = finding;
  const values = valuesOf(finding, locale);
  const found = code === undefined ? "" : named(`table.${code}`, "", values);
  if (found === "") return <span lang="en" dir="ltr">{text}</span>;
  // What shows it: which rows are meant, and what is so of them.
  const mark = "mark" in values ? named(`table.mark_${values.mark}`, "", values) : "";
  const evidence = "evidence" in values ? named(`table.evidence_${values.evidence}`, "", values) : "";
  return (
    <>
      {column !== undefined && <span className="block break-words"><bdi>{column}</bdi></span>}
      <span className="block font-normal text-ink">{[found, mark, evidence].filter((part) => part !== "").join(" ")}</span>
    </>
  );
}

/** Shares are per cent, but for an area under the curve, which is a figure of its own. */
function valuesOf({ facts }: Found, locale: string): Values {
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const shown = ({ name, text, number }: Found["facts"][number]): string | number => {
    if (number === undefined) return text ?? "";
    if (name === "area") return number.toFixed(4);
    return ["share", "bad", "good"].includes(name) ? share.format(number) : number;
  };
  return Object.fromEntries(facts.map((fact) => [fact.name, shown(fact)]));
}
