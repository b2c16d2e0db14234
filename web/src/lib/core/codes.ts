import { greysOf } from "./pictures";
import { core } from "./verification";

/** A QR code in a picture; text is null where `refused` says why it is not given. */
export interface ReadCode {
  text: string | null;
  refused: string | null;
  version: number;
  level: "L" | "M" | "Q" | "H";
  /** How many codewords had to be mended. */
  mended: number;
  /** In pixels: top left, top right, bottom right, bottom left, as the code is read. */
  corners: [number, number][];
}

/** Every code in a picture, the likeliest first; a frame of 1280 by 720 takes some 20 ms. */
export async function readCodes(picture: ImageData): Promise<ReadCode[]> {
  return ((await core()).call("read_code", input(picture)) as { codes: ReadCode[] }).codes;
}

/** Width, height, and a grey a pixel. */
function input(picture: ImageData): Uint8Array {
  const { width, height, pixels } = greysOf(picture);
  const made = new Uint8Array(8 + pixels.length);
  const sides = new DataView(made.buffer);
  sides.setUint32(0, width, true);
  sides.setUint32(4, height, true);
  made.set(pixels, 8);
  return made;
}
