import { useSyncExternalStore } from "react";

const secondsBetweenLooks = 10;

/** Whether the server answers, from what really happened to requests, not only from the browser. */
class Connection {
  private online = navigator.onLine;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    addEventListener("online", () => this.look());
    addEventListener("offline", () => this.set(false));
    if (!this.online) this.watch();
  }

  answered(): void { this.set(true); }
  failed(): void { this.set(false); }
  get isOnline(): boolean { return this.online; }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(online: boolean): void {
    if (this.online === online) return;
    this.online = online;
    if (online) clearInterval(this.timer);
    else this.watch();
    for (const listener of this.listeners) listener();
  }

  /** A network that comes back does not always say so: the server is asked while it is away. */
  private watch(): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      if (document.visibilityState === "visible") this.look();
    }, secondsBetweenLooks * 1000);
  }

  private look(): void {
    fetch("/healthz", { cache: "no-store", credentials: "omit" })
      .then(() => this.set(true), () => this.set(false));
  }
}

export const connection = new Connection();

export function useOnline(): boolean {
  return useSyncExternalStore(connection.subscribe, () => connection.isOnline);
}
