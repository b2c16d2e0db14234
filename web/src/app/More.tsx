import { Icon } from "../components/Icon";
import { Page } from "../components/Page";
import { useWords } from "../lib/language";
import { Link } from "../lib/router";
import { useSession } from "../lib/session";
import { offices, places } from "./places";

/** Everything that the bottom bar has no room for. */
export function More() {
  const { t } = useWords();
  const { identity, may } = useSession();
  const inBar = ["/", "/papers", "/capture", "/money"];
  const shown = [...places, ...offices].filter((place) =>
    !inBar.includes(place.href) && (place.needs === undefined || may(place.needs)));
  return (
    <Page title={t("place.more")} lead={identity && `${identity.user.name} · ${identity.organisation.name}`} narrow>
      <ul className="ruled">
        {shown.map((place) => (
          <li key={place.href}>
            <Link href={place.href} className="row-link flex min-h-14 items-center gap-4 font-semibold">
              <Icon name={place.icon} size={24} />
              {t(place.name)}
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
