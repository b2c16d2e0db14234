import type { Measure, PictureHints, PictureReading } from "./core/pictures";

export type ReaderRequest = { id: number } & (
  | { task: "prepare" }
  | { task: "read"; picture: Blob; hints: PictureHints }
  | { task: "measure"; picture: Blob }
  | { task: "view"; picture: ImageBitmap }
);

export interface ReaderAnswer {
  id: number;
  value?: Measure | PictureReading | void;
  failure?: string;
}

type Task = ReaderRequest extends infer Request ? Request extends { id: number } ? Omit<Request, "id"> : never : never;

/**
 * A worker with the core and the networks that read print. Nothing leaves the device. What is asked
 * of one is answered in order, so a camera's view wants one of its own.
 */
export class PaperReader {
  private readonly worker = new Worker("/paper-reader.js");
  private readonly waiting = new Map<number, { done: (value: never) => void; failed: (error: Error) => void }>();
  private next = 1;
  /** Its script could not be fetched or run; another one may be luckier later. */
  isBroken = false;

  constructor() {
    this.worker.addEventListener("message", (event: MessageEvent<ReaderAnswer>) => {
      const { id, value, failure } = event.data;
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      if (failure === undefined) asked?.done(value as never);
      else asked?.failed(new Error(failure));
    });
    this.worker.addEventListener("error", () => {
      this.isBroken = true;
      this.giveUp("the paper reader could not start");
    });
  }

  /** Fetches what reading needs, so that it is there when the network is not. */
  prepare(): Promise<void> {
    return this.ask({ task: "prepare" });
  }

  /** The fields of a photographed paper, with the boxes in pixels of the picture as it was shrunk. */
  read(picture: Blob, hints: PictureHints): Promise<PictureReading> {
    return this.ask({ task: "read", picture, hints });
  }

  /** How good a photograph is; corners are shares of its sides. */
  measure(picture: Blob): Promise<Measure> {
    return this.ask({ task: "measure", picture });
  }

  /** The same of a frame of the camera, of whose letters nothing is said. The frame is given away. */
  view(frame: ImageBitmap): Promise<Measure> {
    return this.ask({ task: "view", picture: frame }, [frame]);
  }

  close(): void {
    this.worker.terminate();
    this.giveUp("the paper reader was closed");
  }

  private giveUp(reason: string): void {
    for (const { failed } of this.waiting.values()) failed(new Error(reason));
    this.waiting.clear();
  }

  private ask<Value>(task: Task, given: Transferable[] = []): Promise<Value> {
    const id = this.next++;
    return new Promise<Value>((done, failed) => {
      this.waiting.set(id, { done: done as (value: never) => void, failed });
      this.worker.postMessage({ ...task, id }, given);
    });
  }
}

let shared: PaperReader | null = null;

/** The one that reads what was captured, started when it is first wanted. */
export function paperReader(): PaperReader {
  if (shared?.isBroken) shared = null;
  return shared ??= new PaperReader();
}
