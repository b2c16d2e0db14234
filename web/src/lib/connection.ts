import { useSyncExternalStore } from "react";

/** Whether the server answers, from what really happened to requests, not only from the browser. */
class Connection {
  private online = navigator.onLine;
  private readonly listeners = new Set<() => void>();

  constructor() {
    addEventListener("online", () => this.set(true));
    addEventListener("offline", () => this.set(false));
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
    for (const listener of this.listeners) listener();
  }
}

export const connection = new Connection();

export function useOnline(): boolean {
  return useSyncExternalStore(connection.subscribe, () => connection.isOnline);
}
