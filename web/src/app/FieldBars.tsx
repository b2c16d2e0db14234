import { Icon } from "../components/Icon";
import type { IconName } from "../components/Icon";
import { useWords } from "../lib/language";
import { Link, usePath } from "../lib/router";
import { useSession } from "../lib/session";
import { Mark } from "./Brand";
import { OutboxPill } from "./OutboxPill";
import { isHere } from "./places";

/** Whose books these are, above a narrow page. */
export function TopBar() {
  const { identity } = useSession();
  return (
    <header className="no-print border-b border-rule">
      <div className="flex items-center justify-between gap-3 px-4 py-1">
        <Link href="/" className="inline-flex min-h-11 min-w-0 items-center gap-2 text-ink no-underline">
          <Mark />
          <bdi className="truncate font-semibold">{identity?.organisation.name}</bdi>
        </Link>
        <div className="shrink-0"><OutboxPill /></div>
      </div>
    </header>
  );
}

/** One thumb: the bar at the bottom, the largest button for the most frequent act. */
export function TabBar() {
  const { t } = useWords();
  return (
    <nav
      aria-label={t("place.main")}
      className="no-print fixed inset-x-0 bottom-0 z-10 border-t border-rule bg-sheet pb-[env(safe-area-inset-bottom)]"
    >
      <ul className="mx-auto grid max-w-[560px] grid-cols-5 items-end">
        <Tab href="/" icon="home" name={t("place.home")} />
        <Tab href="/papers" icon="paper" name={t("place.papers")} />
        <li className="flex justify-center">
          <CaptureTab />
        </li>
        <Tab href="/money" icon="money" name={t("place.money")} />
        <Tab href="/more" icon="more" name={t("place.more")} />
      </ul>
    </nav>
  );
}

function Tab({ href, icon, name }: { href: string; icon: IconName; name: string }) {
  const here = isHere(href, usePath());
  return (
    <li>
      <Link
        href={href} aria-current={here ? "page" : undefined}
        className={`flex min-h-14 flex-col items-center justify-center gap-0.5 border-t-2 text-small no-underline ${
          here ? "border-accent font-semibold text-accent" : "border-transparent text-soft"}`}
      >
        <Icon name={icon} size={24} />
        {name}
      </Link>
    </li>
  );
}

function CaptureTab() {
  const { t } = useWords();
  const here = isHere("/capture", usePath());
  return (
    <Link
      href="/capture" aria-current={here ? "page" : undefined}
      className="-mt-4 mb-1 flex min-h-16 min-w-16 flex-col items-center justify-center rounded-full bg-accent px-2 text-small font-semibold text-on-accent no-underline"
    >
      <Icon name="camera" size={24} />
      {t("place.capture")}
    </Link>
  );
}
