import { lazy } from "react";
import type { ComponentType } from "react";
import { match } from "../lib/router";

/** Pages are loaded when they are first opened; the values are the `:name` parts of the path. */
type PageComponent = ComponentType<Record<string, string>>;

interface Route {
  pattern: string;
  page: PageComponent;
  /** Seen without signing in. */
  open?: boolean;
}

const page = <P extends object>(load: () => Promise<ComponentType<P>>): PageComponent =>
  lazy(async () => ({ default: (await load()) as unknown as PageComponent }));

const entryForm = page(() => import("../features/documents/DraftForm").then((m) => m.DraftForm));

const routes: Route[] = [
  { pattern: "/verify", open: true, page: page(() => import("../features/verify/Verify").then((m) => m.Verify)) },
  { pattern: "/acknowledge", open: true, page: page(() => import("../features/acknowledge/Acknowledge").then((m) => m.Acknowledge)) },
  { pattern: "/sign-in", open: true, page: page(() => import("../features/sign-in/SignIn").then((m) => m.SignIn)) },
  { pattern: "/register", open: true, page: page(() => import("../features/sign-in/Register").then((m) => m.Register)) },
  { pattern: "/recover", open: true, page: page(() => import("../features/sign-in/Recover").then((m) => m.Recover)) },
  { pattern: "/join", open: true, page: page(() => import("../features/sign-in/Join").then((m) => m.Join)) },
  { pattern: "/", page: page(() => import("../features/home/Home").then((m) => m.Home)) },
  { pattern: "/capture", page: page(() => import("../features/capture/Capture").then((m) => m.Capture)) },
  { pattern: "/outbox", page: page(() => import("../features/capture/OutboxPage").then((m) => m.OutboxPage)) },
  { pattern: "/papers", page: page(() => import("../features/papers/Papers").then((m) => m.Papers)) },
  { pattern: "/papers/:id", page: page(() => import("../features/papers/Paper").then((m) => m.PaperPage)) },
  { pattern: "/documents", page: page(() => import("../features/documents/Documents").then((m) => m.Documents)) },
  { pattern: "/documents/:id", page: page(() => import("../features/documents/Documents").then((m) => m.Documents)) },
  { pattern: "/new/:kind", page: entryForm },
  { pattern: "/edit/:kind/:id", page: entryForm },
  { pattern: "/payments/new", page: page(() => import("../features/payments/PaymentForm").then((m) => m.PaymentForm)) },
  { pattern: "/credit/:id", page: page(() => import("../features/documents/CreditNoteForm").then((m) => m.CreditNoteForm)) },
  { pattern: "/parties/:id", page: page(() => import("../features/parties/PartyDetail").then((m) => m.PartyDetail)) },
  { pattern: "/parties", page: page(() => import("../features/parties/Parties").then((m) => m.Parties)) },
  { pattern: "/money", page: page(() => import("../features/money/Accounts").then((m) => m.Accounts)) },
  { pattern: "/money/journal", page: page(() => import("../features/money/Journal").then((m) => m.Journal)) },
  { pattern: "/money/new-entry", page: page(() => import("../features/money/EntryForm").then((m) => m.EntryForm)) },
  { pattern: "/money/trial-balance", page: page(() => import("../features/money/TrialBalance").then((m) => m.TrialBalance)) },
  { pattern: "/forecast", page: page(() => import("../features/forecast/Forecast").then((m) => m.Forecast)) },
  { pattern: "/jobs", page: page(() => import("../features/jobs/Jobs").then((m) => m.Jobs)) },
  { pattern: "/audit", page: page(() => import("../features/audit/Audit").then((m) => m.Audit)) },
  { pattern: "/approvals", page: page(() => import("../features/approvals/Approvals").then((m) => m.Approvals)) },
  { pattern: "/scores", page: page(() => import("../features/scores/Scores").then((m) => m.Scores)) },
  { pattern: "/scores/:id", page: page(() => import("../features/scores/ScorePage").then((m) => m.ScorePage)) },
  { pattern: "/notices", page: page(() => import("../features/notices/Notices").then((m) => m.Notices)) },
  { pattern: "/notices/:id", page: page(() => import("../features/notices/NoticePage").then((m) => m.NoticePage)) },
  { pattern: "/models", page: page(() => import("../features/models/Models").then((m) => m.Models)) },
  { pattern: "/models/:id", page: page(() => import("../features/models/ModelPage").then((m) => m.ModelPage)) },
  { pattern: "/fairness", page: page(() => import("../features/fairness/Fairness").then((m) => m.Fairness)) },
  { pattern: "/settings", page: page(() => import("../features/settings/Settings").then((m) => m.Settings)) },
  { pattern: "/more", page: page(() => import("./More").then((m) => m.More)) },
];

export function routeOf(path: string): { route: Route; values: Record<string, string> } | null {
  for (const route of routes) {
    const values = match(route.pattern, path);
    if (values) return { route, values };
  }
  return null;
}
