import { InstantText } from "../../components/Day";
import { Money } from "../../components/Money";
import type { TimelineEvent } from "../../lib/api/documents";
import { useWords } from "../../lib/language";

/** Who did what when. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
  const { t, named } = useWords();
  if (events.length === 0) return <p className="text-soft">{t("documents.no_events")}</p>;
  return (
    <ol className="border-s border-edge ps-4">
      {events.map((event, index) => (
        <li key={index} className="py-2">
          <span className="font-semibold">{named(`event.${event.kind}`, event.kind)}</span>
          {event.amount && <> <Money value={event.amount} /></>}
          {event.note && <span className="block"><bdi>{event.note}</bdi></span>}
          <span className="block text-small text-soft">
            <InstantText at={event.at} />{event.by && <> · <bdi>{event.by}</bdi></>}
          </span>
        </li>
      ))}
    </ol>
  );
}
