/// <reference lib="webworker" />
export {};

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const shell = `shell-${BUILD}`;
/** What reads papers: large, and the same in most versions, so it outlives them. */
const reader = `reader-${READER}`;

/** The whole application is kept before this version is offered, so that it opens offline. */
worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(shell).then((cache) => cache.addAll(PRECACHE)));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (/^(shell|reader)-/.test(name) && name !== shell && name !== reader) await caches.delete(name);
    }
    await worker.clients.claim();
  })());
});

/** A new version takes over when the reader says so, never in the middle of work. */
worker.addEventListener("message", (event) => {
  if (event.data === "take-over") void worker.skipWaiting();
});

/**
 * Only the shell is answered from here. Writes and everything of the API go to the server
 * untouched: what is true of the books is never decided by a cache.
 */
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== worker.location.origin) return;
  if (ON_DEMAND.includes(address.pathname)) {
    event.respondWith(keptOnceWanted(address.pathname, request));
  } else if (PRECACHE.includes(address.pathname) && address.pathname !== "/") {
    event.respondWith(kept(address.pathname, request));
  } else if (request.mode === "navigate" && !isServed(address.pathname)) {
    event.respondWith(kept("/", request));
  }
});

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(shell);
  return (await cache.match(path)) ?? fetch(request);
}

async function keptOnceWanted(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(reader);
  const known = await cache.match(path);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(path, answer.clone());
  return answer;
}

/** Addresses that the server answers itself, not pages of this application. */
function isServed(path: string): boolean {
  return path.startsWith("/api/") || path.includes(".") || path === "/docs"
    || path.startsWith("/docs/") || path === "/healthz" || path === "/readyz" || path === "/metrics";
}
