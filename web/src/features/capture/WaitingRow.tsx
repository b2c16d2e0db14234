import { useEffect, useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { Icon } from "../../components/Icon";
import { today } from "../../lib/day";
import { deviceReadings } from "../../lib/deviceReading";
import { saveFile } from "../../lib/file";
import { useWords } from "../../lib/language";
import { outbox } from "../../lib/outbox";
import type { Waiting } from "../../lib/outbox";
import { useIdentity } from "../../lib/session";
import { Picture } from "./Picture";
import { ReadHere } from "./ReadHere";

/** Milliseconds; with a network a paper is gone by then. */
const patience = 1500;

/** Something that waits: it can be looked at, taken out as a file, tried again, or discarded. */
export function WaitingRow({ item }: { item: Waiting }) {
  const { t, named, instant } = useWords();
  useReading(item);
  const [discarding, setDiscarding] = useState(false);
  const size = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })
    .format(Math.max(1, item.file.size / 1024));
  const state = item.problem
    ? named(`problem.${item.problem.code}`, item.problem.detail)
    : t(item.state === "sending" ? "outbox.sending" : "outbox.on_device");
  return (
    <details className="py-2" data-waiting={item.state}>
      <summary className="flex min-h-11 items-center gap-3">
        <span className={item.state === "needs_you" ? "text-bad" : "text-warn"}>
          <Icon name={item.state === "needs_you" ? "warn" : "clock"} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold">{item.file_name}</span>
          <span className="block text-small text-soft">{state}</span>
          <ReadHere id={item.id} />
        </span>
      </summary>
      <div className="grid gap-3 ps-8 pt-2">
        <Picture file={item.file} label={item.file_name} />
        <p className="text-small text-soft">
          {t("outbox.made", { at: instant(new Date(item.made_at).toISOString()), size })}
          {" · "}{item.organisation_name}
        </p>
        {item.problem && <p className="text-small text-soft ltr"><code>{item.problem.code}</code></p>}
        <div className="flex flex-wrap gap-2">
          <Button icon="sent" onClick={() => void outbox.retry(item.id)}>{t("outbox.send_now")}</Button>
          <Button icon="download" onClick={() => saveFile(item.file, item.file_name)}>{t("outbox.export")}</Button>
          <Button weight="danger" icon="trash" onClick={() => setDiscarding(true)}>{t("outbox.discard")}</Button>
        </div>
      </div>
      {discarding && <DiscardDialog item={item} onClose={() => setDiscarding(false)} />}
    </details>
  );
}

/** A paper that has not left within a moment is read here: the server may be far away in time. */
function useReading({ id, file }: Waiting): void {
  const { organisation } = useIdentity();
  const currency = organisation.base_currency;
  useEffect(() => {
    const timer = setTimeout(() => deviceReadings.read(id, file, { currency, today: today() }), patience);
    return () => clearTimeout(timer);
    // The same paper comes as a new object with every change of the outbox.
  }, [id, currency]);
}

function DiscardDialog({ item, onClose }: { item: Waiting; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const discard = () => {
    void outbox.discard(item.id, reason.trim()).then(onClose);
  };
  return (
    <Dialog title={t("outbox.discard_title", { name: item.file_name })} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); discard(); }}>
        <p>{t("outbox.discard_hint")}</p>
        <TextField
          label={t("field.reason")} required value={reason} autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" weight="danger" icon="trash" disabled={reason.trim() === ""}>
          {t("outbox.discard")}
        </Button>
      </form>
    </Dialog>
  );
}
