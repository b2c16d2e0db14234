import { Icon } from "../components/Icon";
import { useOnline } from "../lib/connection";
import { useWords } from "../lib/language";
import { useOutbox } from "../lib/outbox";
import { Link } from "../lib/router";

/** Always says where things stand, in words. */
export function OutboxPill() {
  const { t } = useWords();
  const { items } = useOutbox();
  const online = useOnline();
  const stuck = items.filter((item) => item.state === "needs_you").length;
  const look = stuck > 0
    ? { icon: "warn" as const, className: "text-bad", words: t("outbox.need_you", { count: stuck }) }
    : items.length > 0
      ? { icon: "clock" as const, className: "text-warn", words: t("outbox.waiting", { count: items.length }) }
      : { icon: "check" as const, className: "text-good", words: t("outbox.all_sent") };
  return (
    <Link href="/outbox" className="inline-flex min-h-11 items-center gap-2 no-underline" data-outbox>
      {!online && (
        <span className="pill text-soft"><Icon name="offline" size={16} />{t("state.offline")}</span>
      )}
      <span className={`pill ${look.className}`} role="status">
        <Icon name={look.icon} size={16} />{look.words}
      </span>
    </Link>
  );
}
