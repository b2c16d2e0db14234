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
  return ((await core()).call("read_code", greys(picture)) as { codes: ReadCode[] }).codes;
}

/** Width, height, and a grey a pixel (luma of BT.601). */
function greys({ width, height, data }: ImageData): Uint8Array {
  const input = new Uint8Array(8 + width * height);
  const sides = new DataView(input.buffer);
  sides.setUint32(0, width, true);
  sides.setUint32(4, height, true);
  for (let at = 0, from = 0; from < data.length; at += 1, from += 4) {
    input[8 + at] = (77 * data[from] + 150 * data[from + 1] + 29 * data[from + 2]) >> 8;
  }
  return input;
}
