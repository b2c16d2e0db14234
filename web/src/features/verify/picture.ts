/**
 * The text of the QR code in a picture, read by the browser itself on this device; null when there
 * is none or this browser cannot read codes.
 */
export async function readCode(picture: Blob): Promise<string | null> {
  if (!("BarcodeDetector" in globalThis)) return null;
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (!bitmap) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const [code] = await detector.detect(bitmap).catch(() => []);
  bitmap.close();
  return code?.rawValue ?? null;
}
