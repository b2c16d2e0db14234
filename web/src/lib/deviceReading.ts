import { useSyncExternalStore } from "react";
import type { PictureHints, PictureReading } from "./core/pictures";
import { paperReader } from "./paperReader";

/** What this device read on a paper: not yet, not possible here, or the reading itself. */
export type DeviceReading = { state: "reading" } | { state: "failed" } | { state: "read"; reading: PictureReading };

const readable = /^image\/(jpeg|png|webp)$/;

/** By the paper's identifier, for as long as the page lives; the server's reading is the one that counts. */
class DeviceReadings {
  private known = new Map<string, DeviceReading>();
  private readonly listeners = new Set<() => void>();

  /** Reads a picture once; other kinds of paper are left to the server. */
  read(id: string, file: Blob, hints: PictureHints): void {
    if (this.known.has(id) || !readable.test(file.type)) return;
    this.set(id, { state: "reading" });
    paperReader().read(file, hints).then(
      (reading) => this.set(id, { state: "read", reading }),
      () => this.set(id, { state: "failed" }));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  of = (id: string): DeviceReading | null => this.known.get(id) ?? null;

  private set(id: string, reading: DeviceReading): void {
    this.known = new Map(this.known).set(id, reading);
    for (const listener of this.listeners) listener();
  }
}

export const deviceReadings = new DeviceReadings();

export function useDeviceReading(id: string): DeviceReading | null {
  return useSyncExternalStore(deviceReadings.subscribe, () => deviceReadings.of(id));
}
