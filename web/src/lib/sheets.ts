import { PaperReader } from "./paperReader";
import type { Measure } from "./core/pictures";

/** Of a sheet's own sides: a little of the table around it, so that its edges are still found. */
const rim = 0.03;
const quality = 0.92;
/** Milliseconds after which a picture is kept as it is. */
const patience = 8000;

/** How good a picture is and which sheets are on it; null where this device cannot tell. */
export async function measured(picture: Blob): Promise<Measure | null> {
  if (!/^image\/(jpeg|png|webp)$/.test(picture.type)) return null;
  const reader = new PaperReader();
  const late = new Promise<null>((done) => { setTimeout(() => done(null), patience); });
  try {
    return await Promise.race([reader.measure(picture), late]);
  } catch {
    return null;
  } finally {
    reader.close();
  }
}

/** Each sheet of a picture as a picture of its own, cut out of all its pixels. */
export async function cutApart(file: File, sheets: [number, number][][]): Promise<File[]> {
  const picture = await createImageBitmap(file);
  const [, name] = /^(.*?)(\.[^.]*)?$/.exec(file.name) ?? [];
  try {
    const made: File[] = [];
    for (const [index, corners] of sheets.entries()) {
      const blob = await cut(picture, corners);
      made.push(new File([blob], `${name}-${index + 1}.jpg`, { type: blob.type }));
    }
    return made;
  } finally {
    picture.close();
  }
}

function cut(picture: ImageBitmap, corners: [number, number][]): Promise<Blob> {
  const sides = (axis: 0 | 1, whole: number) => {
    const places = corners.map((corner) => corner[axis]);
    const [first, last] = [Math.min(...places), Math.max(...places)];
    const margin = (last - first) * rim;
    const start = Math.max(0, Math.floor((first - margin) * whole));
    return [start, Math.min(whole, Math.ceil((last + margin) * whole)) - start];
  };
  const [left, width] = sides(0, picture.width);
  const [top, height] = sides(1, picture.height);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext("2d")?.drawImage(picture, left, top, width, height, 0, 0, width, height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/jpeg", quality);
  });
}
