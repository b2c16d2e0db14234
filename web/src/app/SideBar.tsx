import { Icon } from "../components/Icon";
import { useWords } from "../lib/language";
import { Link, usePath } from "../lib/router";
import { useSession } from "../lib/session";
import { Brand } from "./Brand";
import { OutboxPill } from "./OutboxPill";
import { isHere, offices, places } from "./places";
import type { Place } from "./places";

/** Side bar by role. */
export function SideBar() {
  const { t } = useWords();
  const { identity, may } = useSession();
  const shown = (place: Place) => place.needs === undefined || may(place.needs);
  return (
    <aside className="no-print sticky top-0 flex h-dvh flex-col overflow-y-auto border-e border-rule px-3 py-3">
      <Brand />
      <Link href="/settings" className="mt-2 block text-small text-soft no-underline hover:underline">
        <span className="block font-semibold text-ink">{identity?.organisation.name}</span>
        {identity?.user.name}
      </Link>
      <nav aria-label={t("place.main")} className="mt-4 grid gap-4">
        <List places={places.filter(shown)} />
        <List places={offices.filter(shown)} />
      </nav>
      <div className="sticky -bottom-3 -mb-3 mt-auto bg-page py-2"><OutboxPill /></div>
    </aside>
  );
}

function List({ places: shown }: { places: Place[] }) {
  const { t } = useWords();
  const path = usePath();
  return (
    <ul className="grid gap-0.5">
      {shown.map((place) => {
        const here = isHere(place.href, path);
        return (
          <li key={place.href}>
            <Link
              href={place.href} aria-current={here ? "page" : undefined}
              className={`flex min-h-11 items-center gap-3 rounded-control px-2 no-underline ${
                here ? "bg-accent-wash font-semibold text-accent" : "text-ink hover:bg-wash"}`}
            >
              <Icon name={place.icon} />
              {t(place.name)}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
