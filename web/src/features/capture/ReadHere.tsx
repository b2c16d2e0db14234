import { useMoney } from "../../components/Money";
import type { PictureReading } from "../../lib/core/pictures";
import { useDeviceReading } from "../../lib/deviceReading";
import { useWords } from "../../lib/language";
import { minorUnits } from "../../lib/money";
import { AdviceText } from "./AdviceText";

/** What this device read on a paper that it has captured, and what to do about a weak picture. */
export function ReadHere({ id }: { id: string }) {
  const { t } = useWords();
  const found = useDeviceReading(id);
  if (!found) return null;
  if (found.state === "reading") return <span className="block text-small text-soft" data-read-here="reading">{t("capture.reading_here")}</span>;
  if (found.state === "failed") return <span className="block text-small text-soft" data-read-here="failed">{t("capture.reader_missing")}</span>;
  return (
    <span className="block text-small" data-read-here="read">
      <Said reading={found.reading} />
      {found.reading.measure.advice.length > 0 && (
        <span className="block text-warn"><AdviceText advice={found.reading.measure.advice} /></span>
      )}
    </span>
  );
}

function Said({ reading }: { reading: PictureReading }) {
  const { t, day } = useWords();
  const money = useMoney();
  const { supplier, date, total, currency } = reading.fields;
  const known = currency?.value ?? null;
  const amount = total?.value && known && minorUnits(total.value, known) !== null
    ? money({ amount: total.value, currency: known }) : total?.value;
  const said = [supplier?.value, date?.value && day(date.value), amount].filter(Boolean).join(" · ");
  return said === ""
    ? <span className="block text-soft">{t("capture.unread_here")}</span>
    : <span className="block"><span className="text-soft">{t("capture.read_here")}</span>{" "}<span>{said}</span></span>;
}
