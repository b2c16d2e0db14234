/** Put in by bin/build-web: where each language's message file lies. */
declare const MESSAGE_FILES: Record<string, string>;
/** Put in by bin/build-web: what the service worker keeps for a start without a network. */
declare const PRECACHE: string[];
/** Put in by bin/build-web: the fingerprint of this build. */
declare const BUILD: string;

interface DetectedBarcode { rawValue: string }
declare class BarcodeDetector {
  constructor(options?: { formats: string[] });
  static getSupportedFormats(): Promise<string[]>;
  detect(source: ImageBitmapSource): Promise<DetectedBarcode[]>;
}
