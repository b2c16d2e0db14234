import { loadCore } from "./lib/core/core";
import type { Core } from "./lib/core/core";
import { greysOf, measurePicture, readPicture } from "./lib/core/pictures";
import type { Greys, Weights } from "./lib/core/pictures";
import type { ReaderAnswer, ReaderRequest } from "./lib/paperReader";

/** Reads papers beside the page, so that it stays free to answer: a worker of its own. */

/** Letters of a till receipt keep enough pixels, and a phone its memory. */
const readSide = 1600;
/** Enough to see where a sheet lies, in a few milliseconds. */
const viewSide = 360;

let core: Promise<Core> | null = null;
let weights: Promise<Weights> | null = null;

function loaded<Thing>(load: () => Promise<Thing>, forget: () => void): Promise<Thing> {
  return load().catch((error: unknown) => {
    forget();
    throw error;
  });
}

function theCore(): Promise<Core> {
  return core ??= loaded(() => loadCore("/reading.wasm"), () => { core = null; });
}

function theWeights(): Promise<Weights> {
  return weights ??= loaded(async () => {
    const [finder, reader] = await Promise.all(["/line-finder.safetensors", "/line-reader.safetensors"].map(bytes));
    return { finder, reader };
  }, () => { weights = null; });
}

async function bytes(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function shrunk(picture: ImageBitmap, side: number): Greys {
  const factor = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(picture.width * factor)), Math.max(1, Math.round(picture.height * factor)));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return greysOf(context.getImageData(0, 0, canvas.width, canvas.height));
}

async function answer(request: ReaderRequest): Promise<ReaderAnswer["value"]> {
  if (request.task === "prepare") return void await Promise.all([theCore(), theWeights()]);
  const picture = request.picture instanceof Blob
    ? await createImageBitmap(request.picture) : request.picture;
  try {
    if (request.task === "read") {
      return readPicture(await theCore(), await theWeights(), shrunk(picture, readSide), request.hints);
    }
    const isPreview = request.task === "view";
    const greys = shrunk(picture, isPreview ? viewSide : readSide);
    const measure = measurePicture(await theCore(), greys, isPreview);
    // Shares of the sides, which hold for the picture at any size.
    const shares = (corners: [number, number][]) =>
      corners.map(([x, y]): [number, number] => [x / greys.width, y / greys.height]);
    return { ...measure, corners: measure.corners && shares(measure.corners), sheets: measure.sheets.map(shares) };
  } finally {
    picture.close();
  }
}

self.addEventListener("message", (event: MessageEvent<ReaderRequest>) => {
  const { id } = event.data;
  answer(event.data).then(
    (value) => self.postMessage({ id, value }),
    (error: unknown) => self.postMessage({ id, failure: String(error) }));
});
