import { core, readCodes } from "../../lib/core";

/** Reads the code in one frame or picture after another; null where there is none. */
export type CodeEye = (source: ImageBitmap | HTMLVideoElement) => Promise<string | null>;

/** More pixels than this bring no further code to light and cost a phone its memory. */
const pixelLimit = 12_000_000;

/** The browser's own eye where it has one for QR codes, else ours from the core. */
export async function openEye(): Promise<CodeEye> {
  return (await hasDetector()) ? detectorEye() : coreEye();
}

/** The text of the QR code in a picture, read on this device; null when there is none. */
export async function readCode(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (!bitmap) return null;
  try {
    // Small, blurred and bent codes that a browser misses may still be read by ours.
    const own = (await hasDetector()) ? await detectorEye()(bitmap) : null;
    return own ?? await (await coreEye())(bitmap);
  } finally {
    bitmap.close();
  }
}

async function hasDetector(): Promise<boolean> {
  return "BarcodeDetector" in globalThis && (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

function detectorEye(): CodeEye {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (source) => choose((await detector.detect(source).catch(() => [])).map((code) => code.rawValue));
}

async function coreEye(): Promise<CodeEye> {
  await core();
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (source) => {
    const [wide, high] = "videoWidth" in source
      ? [source.videoWidth, source.videoHeight] : [source.width, source.height];
    if (!context || wide === 0 || high === 0) return null;
    const scale = Math.min(1, Math.sqrt(pixelLimit / (wide * high)));
    canvas.width = Math.max(1, Math.floor(wide * scale));
    canvas.height = Math.max(1, Math.floor(high * scale));
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    const codes = await readCodes(context.getImageData(0, 0, canvas.width, canvas.height));
    return choose(codes.flatMap(({ text }) => (text === null ? [] : [text])));
  };
}

/** A page may carry other codes beside that of its proof. */
function choose(texts: string[]): string | null {
  return texts.find((text) => text.startsWith("CL1:")) ?? texts[0] ?? null;
}
