import { useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { Notice } from "../../components/Notice";
import { useWords } from "../../lib/language";

/** Some browsers read QR codes themselves; the others paste the text or open the file. */
export async function canScan(): Promise<boolean> {
  if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

export function Scanner({ onFound, onClose }: { onFound: (text: string) => void; onClose: () => void }) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  const found = useRef(onFound);
  found.current = onFound;

  useEffect(() => {
    let stream: MediaStream | null = null;
    let stopped = false;
    const watch = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const element = video.current;
      if (stopped || !element) return stop(stream);
      element.srcObject = stream;
      await element.play();
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      const look = async () => {
        if (stopped) return;
        const [code] = await detector.detect(element).catch(() => []);
        if (code && !stopped) found.current(code.rawValue);
        else requestAnimationFrame(() => void look());
      };
      return look();
    };
    watch().catch(() => setRefused(true));
    return () => {
      stopped = true;
      stop(stream);
    };
  }, []);

  return (
    <div className="grid gap-3">
      {refused
        ? <Notice signal="warn" title={t("verify.no_camera")} />
        : <video ref={video} muted playsInline className="w-full bg-wash" aria-label={t("verify.scan")} />}
      <div><Button onClick={onClose}>{t("action.cancel")}</Button></div>
    </div>
  );
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
