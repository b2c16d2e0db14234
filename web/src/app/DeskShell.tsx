import type { ReactNode } from "react";
import { Icon } from "../components/Icon";
import { useWords } from "../lib/language";
import { Link, usePath } from "../lib/router";
import { useSession } from "../lib/session";
import { Brand } from "./Brand";
import { Notices, SkipLink } from "./Notices";
import { OutboxPill } from "./OutboxPill";
import { isHere, offices, places } from "./places";
import type { Place } from "./places";
import { Shortcuts } from "./Shortcuts";

/** Side bar by role, wide tables, keyboard first. */
export function DeskShell({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { identity, may } = useSession();
  const shown = (place: Place) => place.needs === undefined || may(place.needs);
  return (
    <div className="grid min-h-dvh grid-cols-[240px_minmax(0,1fr)] print:block">
      <SkipLink />
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
        <div className="mt-auto pt-4"><OutboxPill /></div>
      </aside>
      <main id="main" className="min-w-0 px-8 py-6">
        <Notices />
        {children}
      </main>
      <Shortcuts />
    </div>
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
