import type { Core } from "./core";
import type { Reading } from "./reading";

/** Greys of a picture, a byte a pixel, row by row. */
export interface Greys {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** What the person who holds the camera can do about a picture. */
export type Advice = "dark" | "glare" | "cut_off" | "far" | "tilted" | "small" | "blurred" | "faint" | "no_print";

export interface Measure {
  /** Of the sheet, from its top left clockwise, in pixels; null where the paper fills the picture. */
  corners: [number, number][] | null;
  /** Where several sheets lie beside each other: the corners of each, row by row; else empty. */
  sheets: [number, number][][];
  /** Share of the picture that the sheet takes. */
  coverage: number | null;
  /** Degrees. */
  tilt: number;
  /** Of capitals, in pixels; 0 where too little print stands out. */
  letter_height: number;
  /** Pixels from ink to paper. */
  edge_width: number | null;
  /** Brightness of the paper, 0 to 255. */
  light: number;
  contrast: number;
  /** Most important first; empty for a picture that is likely to be read well. */
  advice: Advice[];
}

export interface PictureReading extends Reading {
  measure: Omit<Measure, "sheets">;
  /** Clockwise, before the boxes mean anything. */
  quarter_turns: number;
  /** False where hardly a word is sure: no Latin print, or nothing to read. */
  is_sure: boolean;
}

export interface Weights {
  finder: Uint8Array;
  reader: Uint8Array;
}

export interface PictureHints {
  country?: string;
  currency?: string;
  today?: string;
}

/** `isPreview`: a small view through the camera, of whose letters nothing is said. */
export function measurePicture(core: Core, greys: Greys, isPreview: boolean): Measure {
  const request = { width: greys.width, height: greys.height, preview: isPreview };
  return core.call("measure_picture", parted([json(request), greys.pixels])) as Measure;
}

export function readPicture(core: Core, weights: Weights, greys: Greys, hints: PictureHints): PictureReading {
  const request = json({ width: greys.width, height: greys.height, ...hints });
  return core.call(
    "read_picture", parted([request, weights.finder, weights.reader, greys.pixels])) as PictureReading;
}

/** Luma of BT.601. */
export function greysOf({ width, height, data }: ImageData): Greys {
  const pixels = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < pixels.length; at += 1, from += 4) {
    pixels[at] = (77 * data[from] + 150 * data[from + 1] + 29 * data[from + 2]) >> 8;
  }
  return { width, height, pixels };
}

function json(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** Each part is its length in four little-endian bytes, then so many bytes. */
function parted(parts: Uint8Array[]): Uint8Array {
  const input = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(input.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    input.set(part, at + 4);
    at += 4 + part.length;
  }
  return input;
}
