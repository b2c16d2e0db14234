import { useSyncExternalStore } from "react";
import { Problem, Unreachable, upload } from "./api/client";
import { to } from "./api/operations";
import { asOneLine } from "./bidi";
import { connection } from "./connection";
import { newID } from "./id";
import { local } from "./local";
import { invalidate } from "./resource";

/** Something made on this device that the server has not confirmed yet. */
export interface Waiting {
  id: string;
  /** Counts what this device made, so that a gap would be seen. */
  sequence: number;
  organisation: string;
  organisation_name: string;
  file: Blob;
  file_name: string;
  media_type: string;
  sha256: string;
  made_at: number;
  state: "waiting" | "sending" | "needs_you";
  attempts: number;
  problem: { code: string; detail: string; status: number } | null;
}

export interface Discarded {
  id: string;
  file_name: string;
  made_at: number;
  discarded_at: number;
  reason: string;
}

export interface OutboxState {
  items: Waiting[];
  sent: { id: string; file_name: string }[];
  /** The device refused to keep a file: nothing may then be called saved. */
  refused: string | null;
}

const sequenceKey = "outbox-sequence";
const lockName = "outbox";

/** Files wait on disk until the server has confirmed them; each is sent once, whatever happens. */
class Outbox {
  private state: OutboxState = { items: [], sent: [], refused: null };
  private readonly listeners = new Set<() => void>();
  private organisation: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(lockName) : null;

  start(): void {
    connection.subscribe(() => {
      if (connection.isOnline) void this.flush();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.flush();
    });
    this.channel?.addEventListener("message", () => void this.load());
    void this.load().then(() => this.flush());
  }

  /** Only what was made for the acting organisation may be sent by this session. */
  actFor(organisation: string | null): void {
    this.organisation = organisation;
    if (organisation !== null) void this.flush();
  }

  /** Keeps a file on disk, then tries to send it. Resolves when it is on disk. */
  async add(file: File, organisation: { id: string; name: string }): Promise<Waiting> {
    const bytes = await file.arrayBuffer();
    const item: Waiting = {
      id: newID(),
      sequence: nextSequence(),
      organisation: organisation.id,
      organisation_name: organisation.name,
      file: new Blob([bytes], { type: file.type }),
      file_name: file.name,
      media_type: file.type || "application/octet-stream",
      sha256: await fingerprint(bytes),
      made_at: Date.now(),
      state: "waiting",
      attempts: 0,
      problem: null,
    };
    try {
      await local.put("outbox", item);
    } catch (error) {
      this.change({ refused: file.name });
      throw error;
    }
    void navigator.storage?.persist?.();
    await this.load();
    this.channel?.postMessage("changed");
    void this.flush();
    return item;
  }

  async retry(id: string): Promise<void> {
    const item = await local.get<Waiting>("outbox", id);
    if (!item) return;
    await local.put("outbox", { ...item, state: "waiting", problem: null });
    await this.load();
    await this.flush();
  }

  async discard(id: string, reason: string): Promise<void> {
    const item = await local.get<Waiting>("outbox", id);
    if (!item) return;
    const { file_name, made_at } = item;
    await local.put("discarded", { id, file_name, made_at, reason, discarded_at: Date.now() });
    await local.remove("outbox", id);
    this.channel?.postMessage("changed");
    await this.load();
  }

  /** Sends what waits, one after the other, in one tab at a time. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const work = () => this.sendAll();
    if (navigator.locks) await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
      if (lock) await work();
    });
    else await work();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): OutboxState => this.state;

  private async sendAll(): Promise<void> {
    for (;;) {
      const items = await local.all<Waiting>("outbox");
      const next = items
        .filter((item) => item.state !== "needs_you" && item.organisation === this.organisation)
        .sort((a, b) => a.sequence - b.sequence)[0];
      if (!next || !(await this.deliver(next))) return;
    }
  }

  /** False when sending should pause: no network, or the server asks to wait. */
  private async deliver(item: Waiting): Promise<boolean> {
    this.show({ ...item, state: "sending" });
    try {
      const where = to("paper.upload", { file_name: asOneLine(item.file_name), client_id: item.id });
      const paper = await upload(where, item.file, item.media_type, item.id);
      await local.remove("outbox", item.id);
      this.change({ sent: [{ id: paper.id, file_name: item.file_name }, ...this.state.sent] });
      await this.load();
      this.channel?.postMessage("changed");
      invalidate("/api/papers", "/api/home");
      return true;
    } catch (error) {
      const attempts = item.attempts + 1;
      const passing = error instanceof Unreachable || (error instanceof Problem && isPassing(error));
      if (!passing && !(error instanceof Problem)) throw error;
      const problem = error instanceof Problem
        ? { code: error.code, detail: error.message, status: error.status } : null;
      const state = passing ? "waiting" : "needs_you";
      await local.put("outbox", { ...item, attempts, state, problem });
      await this.load();
      if (passing) this.later(error, attempts);
      return !passing;
    }
  }

  private later(error: unknown, attempts: number): void {
    const asked = error instanceof Problem ? error.retryAfter : null;
    const seconds = asked ?? Math.min(300, 2 ** Math.min(attempts, 8));
    this.timer = setTimeout(() => void this.flush(), seconds * 1000);
  }

  private show(item: Waiting): void {
    this.change({ items: this.state.items.map((other) => (other.id === item.id ? item : other)) });
  }

  private async load(): Promise<void> {
    const items = await local.all<Waiting>("outbox");
    this.change({ items: items.sort((a, b) => a.sequence - b.sequence) });
  }

  private change(part: Partial<OutboxState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

/** Refusals that say nothing about the file: signed out, too many at once, the server is busy. */
function isPassing(problem: Problem): boolean {
  return problem.status === 401 || problem.status === 429 || problem.status >= 500
    || (problem.status === 409 && problem.code === "request_in_progress");
}

function nextSequence(): number {
  const next = Number(localStorage.getItem(sequenceKey) ?? "0") + 1;
  localStorage.setItem(sequenceKey, String(next));
  return next;
}

async function fingerprint(bytes: ArrayBuffer): Promise<string> {
  if (!crypto.subtle) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const outbox = new Outbox();

export function useOutbox(): OutboxState {
  return useSyncExternalStore(outbox.subscribe, outbox.snapshot);
}
