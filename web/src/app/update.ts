import { useSyncExternalStore } from "react";

/** A newer version that is downloaded and waits for the reader's word. */
let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  const hadController = navigator.serviceWorker.controller !== null;
  let reloading = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!hadController || reloading) return;
    reloading = true;
    location.reload();
  });
  void navigator.serviceWorker.register("/service-worker.js").then((registration) => {
    announce(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const arriving = registration.installing;
      arriving?.addEventListener("statechange", () => {
        if (arriving.state === "installed" && navigator.serviceWorker.controller) announce(arriving);
      });
    });
  }).catch(() => {
    // A browser may refuse workers (private windows do); the page works without, only not offline.
  });
}

function announce(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

export function useUpdate(): (() => void) | null {
  const worker = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
  return worker && (() => worker.postMessage("take-over"));
}
