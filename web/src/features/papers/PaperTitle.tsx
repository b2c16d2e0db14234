import { useMoney } from "../../components/Money";
import type { Paper } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { minorUnits } from "../../lib/money";

/** Who and how much, as far as it has been read; the file's name until then. */
export function usePaperTitle(): (paper: Paper) => string {
  const { t } = useWords();
  const money = useMoney();
  return (paper) => {
    const fields = paper.reading?.fields;
    const supplier = fields?.supplier.value;
    const total = fields?.total.value;
    const currency = fields?.currency.value;
    const amount = total && currency && minorUnits(total, currency) !== null
      ? money({ amount: total, currency }) : total;
    const parts = [supplier, amount].filter((part): part is string => Boolean(part));
    return parts.length > 0 ? parts.join(" · ") : paper.file_name ?? t("papers.untitled");
  };
}

export function PaperTitle({ paper }: { paper: Paper }) {
  return <bdi>{usePaperTitle()(paper)}</bdi>;
}
