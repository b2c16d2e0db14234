/** Put in by bin/build-web: where each language's message file lies. */
declare const MESSAGE_FILES: Record<string, string>;
/** Put in by bin/build-web: what the service worker keeps for a start without a network. */
declare const PRECACHE: string[];
/** Put in by bin/build-web: the fingerprint of this build. */
declare const BUILD: string;
/** Put in by bin/build-web: what is kept once it was wanted, and the fingerprint of it. */
declare const ON_DEMAND: string[];
declare const READER: string;

/** TypeScript's own library does not know it yet. */
declare const OffscreenCanvas: new (width: number, height: number) => {
  readonly width: number;
  readonly height: number;
  getContext(kind: "2d"): CanvasRenderingContext2D | null;
};

interface DetectedBarcode { rawValue: string }
declare class BarcodeDetector {
  constructor(options?: { formats: string[] });
  static getSupportedFormats(): Promise<string[]>;
  detect(source: ImageBitmapSource): Promise<DetectedBarcode[]>;
}
