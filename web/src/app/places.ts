import type { IconName } from "../components/Icon";
import type { MessageKey } from "../lib/language";

export interface Place {
  href: string;
  name: MessageKey;
  icon: IconName;
  /** The right that the first request of the page needs; without it the place is not shown. */
  needs?: string;
}

/** Where one can go, most used first. */
export const places: Place[] = [
  { href: "/", name: "place.home", icon: "home" },
  { href: "/capture", name: "place.capture", icon: "camera", needs: "paper.capture" },
  { href: "/papers", name: "place.papers", icon: "paper", needs: "paper.read" },
  { href: "/documents", name: "place.documents", icon: "documents", needs: "books.read" },
  { href: "/parties", name: "place.parties", icon: "users", needs: "books.read" },
  { href: "/money", name: "place.money", icon: "money", needs: "books.read" },
  { href: "/scores", name: "place.scores", icon: "gauge", needs: "score.read" },
  { href: "/forecast", name: "place.forecast", icon: "ahead", needs: "books.read" },
  { href: "/verify", name: "place.verify", icon: "shield" },
];

export const offices: Place[] = [
  { href: "/approvals", name: "place.approvals", icon: "check", needs: "approval.read" },
  { href: "/notices", name: "place.notices", icon: "documents", needs: "notice.read" },
  { href: "/models", name: "place.models", icon: "chart", needs: "model.read" },
  { href: "/fairness", name: "place.fairness", icon: "users", needs: "fairness.read" },
  { href: "/jobs", name: "place.jobs", icon: "clock", needs: "job.read" },
  { href: "/audit", name: "place.audit", icon: "list", needs: "audit.read" },
  { href: "/settings", name: "place.settings", icon: "gear" },
];

export function isHere(href: string, path: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
