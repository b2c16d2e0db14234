import { Suspense, useEffect, useRef } from "react";
import { Loading } from "../components/Page";
import { Welcome } from "../features/welcome/Welcome";
import { outbox } from "../lib/outbox";
import { usePath } from "../lib/router";
import { useSession } from "../lib/session";
import { ErrorBoundary } from "./ErrorBoundary";
import { Lost } from "./Lost";
import { OpenShell } from "./OpenShell";
import { routeOf } from "./routes";
import { Shell } from "./Shell";

export function App() {
  const { identity } = useSession();
  const path = usePath();
  const organisation = identity?.organisation.id ?? null;
  useEffect(() => outbox.actFor(organisation), [organisation]);
  useHeadingFocus(path);

  const found = routeOf(path);
  if (!identity && !found?.route.open) {
    return <OpenShell><Welcome returning={path !== "/"} /></OpenShell>;
  }
  const PageHere = found?.route.page;
  const content = (
    <ErrorBoundary key={path}>
      <Suspense fallback={<Loading />}>
        {PageHere ? <PageHere {...found.values} /> : <Lost />}
      </Suspense>
    </ErrorBoundary>
  );
  if (!identity) return <OpenShell>{content}</OpenShell>;
  return <Shell>{content}</Shell>;
}

/** After a move, reading goes on at the new page's heading, also for those who only hear it. */
function useHeadingFocus(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return undefined;
    before.current = path;
    const main = document.getElementById("main");
    const focus = () => {
      const heading = main?.querySelector<HTMLElement>("h1");
      if (!heading) return false;
      if (!main?.contains(document.activeElement)) heading.focus({ preventScroll: true });
      return true;
    };
    if (focus() || !main) return undefined;
    const observer = new MutationObserver(() => { if (focus()) observer.disconnect(); });
    observer.observe(main, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [path]);
}
